import type { Manifest, Privacy } from '../../encoder/artifact/manifest.js';
import type { LoadedDataset } from '../dataset/load-dataset.js';
import { formatTable } from '../terminal/table.js';
import { describeRule } from './describe-rule.js';
import { describeSplit } from './describe-split.js';
import { describeQuantisation } from './measure-quantisation.js';
import type { TrainedModel } from './train-model.js';

/**
 * Returns the cleaning as a table: rows in, what each rule dropped, rows out, and what they came to.
 *
 * @param notes which files patterns matched
 */
export function describeCleaning(loaded: LoadedDataset, notes: readonly string[] = []): string {
  const { shoppers, vocabulary } = loaded.dataset;
  const nSteps = shoppers.reduce((sum, { steps }) => sum + steps.length, 0);
  const [nText, shopperText, itemText] = [nSteps, shoppers.length, vocabulary.size].map((n) =>
    n.toLocaleString('en-GB'),
  );
  return [
    describeRules(loaded, notes),
    `${nText} steps of ${shopperText} shoppers over ${itemText} items,`,
    `${describeSplit(loaded.dataset)}\n`,
  ].join('\n');
}

/** Returns the rules alone as a table: rows in, what each dropped, and what else it found. */
export function describeRules(
  { nRows, cleaning }: Pick<LoadedDataset, 'nRows' | 'cleaning'>,
  notes: readonly string[] = [],
): string {
  const matched = notes.length > 0 ? { note: notes.join('; ') } : {};
  const rows = [{ rule: 'rows in', dropped: undefined, left: nRows, ...matched }, ...cleaning];
  return formatTable(rows.map(({ rule, dropped, left, ...rest }) => ({ rule, dropped, left, ...rest })));
}

/** How the model came about: epochs, clusterings tried, ranking weights and test metrics, as tables, and what the rule of `privacy` took. */
export function describeTraining(trained: TrainedModel, metrics: Manifest['metrics'], privacy?: Privacy): string {
  const { model, training, clustering } = trained;
  const epochs = training.validation.map((ndcg, i) => ({
    epoch: i + 1,
    'validation ndcg@20': ndcg,
    chosen: i + 1 === training.epochs ? 'yes' : '',
  }));
  const trials = clustering.map(({ nClusters, silhouette, usefulness, smallestSize, score, isChosen }) => ({
    clusters: nClusters,
    silhouette,
    'gain in ndcg@20': usefulness,
    smallest: smallestSize,
    score,
    chosen: isChosen ? 'yes' : '',
  }));
  const weights = Object.entries(model.ranking).map(([part, weight]) => ({ part, weight: weight.toFixed(4) }));
  const measured = Object.entries(metrics).map(([metric, value]) => ({ metric, value }));
  const tables = [epochs, trials, weights, measured].filter((rows) => rows.length > 0).map((rows) => formatTable(rows));
  const rule = describeRule(privacy, training, trained);
  const cost = describeQuantisation(metrics);
  return [...tables, ...(rule ? [rule] : []), ...(cost ? [`${cost}\n`] : [])].join('\n');
}
