import type { Model } from '../encoder/artifact.js';
import { VitrineError } from '../errors.js';
import { scoreItems, totalScores } from '../ranking/score.js';
import { type BaselineName, baselineNames, baselines } from './baselines/baselines.js';
import type { Dataset } from './dataset.js';
import { createFigures, type Figures } from './figures.js';
import { loadTensorflow } from './load-tensorflow.js';
import { createCases, type Protocol } from './protocols/create-cases.js';
import { rankCandidatesOnly } from './protocols/evaluation-case.js';
import type { TimeSpan } from './protocols/sessions.js';
import { shoppersBefore } from './shoppers-before.js';

export interface EvaluateOptions {
  readonly protocol: Protocol;
  /** Lengths of the list that an item must be in. */
  readonly ks: readonly number[];
  /** All of them by default. */
  readonly baselines?: readonly BaselineName[];
  /** Chooses what basket completion holds out. */
  readonly seed?: number;
  /** What is evaluated: the test period by default. */
  readonly period?: 'validation' | 'test';
}

/** One method's figures, such as `hitRate@10`. */
export interface EvaluationRow {
  readonly method: string;
  readonly figures: Figures;
}

/** What an evaluation measured; plain JSON. */
export interface EvaluationTable {
  readonly protocol: Protocol;
  readonly period: 'validation' | 'test';
  readonly seed: number;
  readonly nCases: number;
  readonly nShoppers: number;
  /** The model with and without its clusters, then the baselines. */
  readonly rows: readonly EvaluationRow[];
}

/**
 * Measures a model and the baselines on the same cases.
 *
 * Ranks count ties against the method, and an item that a method does not know is a miss. The baselines learn from
 * everything before the period.
 *
 * @param model as decoded from its artifact, so that what is measured is what shoppers get
 * @throws VitrineError `OPTION_INVALID`, `DATA_TOO_SMALL`, `DEPENDENCY_MISSING`
 */
export async function evaluateModel(
  model: Model,
  dataset: Dataset,
  { protocol, ks, baselines: names = baselineNames, seed = 1, period = 'test' }: EvaluateOptions,
): Promise<EvaluationTable> {
  if (ks.length === 0 || ks.some((k) => !Number.isInteger(k) || k < 1)) {
    throw new VitrineError('OPTION_INVALID', `k is [${ks}], expected whole numbers from 1, such as 5,10,20`);
  }
  await loadTensorflow();
  const { runModel } = await import('./model-scorer.js');
  const span = spanOf(dataset, period);
  const cases = createCases(protocol, dataset.shoppers, span, seed);
  const nItems = dataset.vocabulary.size;
  const startRow = (method: string) => ({ method, figures: createFigures(ks, nItems) });

  const whole = startRow('vitrine');
  const withoutClusters = startRow('vitrine without clusters');
  let nScored = 0;
  for (const scored of runModel(model, cases)) {
    const question = cases[nScored++];
    const parts = scoreItems({ ...scored, affinities: model.clusters.affinities, weights: model.ranking });
    const cluster = new Float32Array(nItems);
    whole.figures.add(question, rankCandidatesOnly(totalScores(parts), question));
    withoutClusters.figures.add(question, rankCandidatesOnly(totalScores({ ...parts, cluster }), question));
  }
  const input = { shoppers: shoppersBefore(dataset.shoppers, span.from), until: span.from, nItems };
  const others = names.map((name) => {
    const row = startRow(name);
    const score = baselines[name](input);
    for (const question of cases) row.figures.add(question, rankCandidatesOnly(score(question), question));
    return row;
  });
  return {
    protocol,
    period,
    seed,
    nCases: cases.length,
    nShoppers: new Set(cases.map(({ shopperId }) => shopperId)).size,
    rows: [whole, withoutClusters, ...others].map(({ method, figures }) => ({ method, figures: figures.means() })),
  };
}

function spanOf({ split }: Dataset, period: 'validation' | 'test'): TimeSpan {
  return period === 'validation'
    ? { from: split.validationFrom, to: split.testFrom }
    : { from: split.testFrom, to: Number.POSITIVE_INFINITY };
}
