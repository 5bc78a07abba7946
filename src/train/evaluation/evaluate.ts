import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import { selfInformation } from '../../ranking/list-metrics.js';
import { type BaselineName, quickBaselines } from '../baselines/baselines.js';
import { baselineScorer, type ChoosingOptions, chooseBaselines, inputBefore } from '../baselines/choose-baselines.js';
import { sessionCounts } from '../baselines/methods/popularity.js';
import type { Dataset } from '../dataset/dataset.js';
import { compareMethods, type EvaluationTable, type MeasuredMethod } from '../metrics/evaluation-table.js';
import { figuresOf, type Measured, measureMethods } from '../metrics/measure-methods.js';
import { poolSeeds } from '../metrics/pool-seeds.js';
import { titleVectors } from '../metrics/title-vectors.js';
import { type CaseOptions, createCases } from '../protocols/create-cases.js';
import type { Protocol } from '../protocols/protocol.js';
import { type EvaluationJournal, noJournal } from '../resume/evaluation-journal.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { modelParts } from './model-parts.js';

export interface EvaluateOptions {
  readonly protocol: Protocol;
  /** Lengths of the list that an item must be in. */
  readonly ks: readonly number[];
  /** The quick ones by default. */
  readonly baselines?: readonly BaselineName[];
  /** Whether the baselines' options are chosen on validation; their defaults otherwise. */
  readonly tunesBaselines?: boolean;
  /** What some baselines are fitted with, whatever validation says. */
  readonly baselineOptions?: ChoosingOptions['given'];
  /** Chooses what basket completion holds out, and draws the shoppers of intervals. */
  readonly seed?: number;
  /** The same log, read with other seeds: all is measured on each, and the figures are of all cases together. */
  readonly repeats?: readonly { readonly dataset: Dataset; readonly seed: number }[];
  /** What is evaluated: the test period by default. */
  readonly period?: 'validation' | 'test';
  /** Whether items that the shopper met before are no candidates. */
  readonly masksSeen?: boolean;
  /** Whether the model's encoder and its table are measured alone, too; never on pages. */
  readonly parts?: boolean;
  /** Keeps what is finished, and knows what was before. */
  readonly journal?: EvaluationJournal;
  /** Told what takes its time. */
  readonly onProgress?: (message: string) => void;
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
  options: EvaluateOptions,
): Promise<EvaluationTable> {
  const { protocol, ks, seed = 1, period = 'test', repeats = [], masksSeen } = options;
  const { journal = noJournal, onProgress = () => {} } = options;
  if (ks.length === 0 || ks.some((k) => !Number.isInteger(k) || k < 1)) {
    throw new VitrineError('OPTION_INVALID', `k is [${ks}], expected whole numbers from 1, such as 5,10,20`);
  }
  await loadTensorflow();
  const { catalogueVariants, modelScorer, pageVariants } = await import('./model-variants.js');
  const names = options.baselines ?? quickBaselines;
  const variants = protocol === 'page' ? pageVariants(model) : catalogueVariants(model);
  const parts = options.parts && protocol !== 'page' ? modelParts(model) : [];
  const asked: CaseOptions = { protocol, period, seed, masksSeen };
  // The model's own catalogue: it holds titles and categories, which the log need not.
  const withCatalogue = (read: Dataset) => ({ ...read, catalog: model.catalog });
  const baselines = chooseBaselines(withCatalogue(dataset), names, {
    ...asked,
    isTuned: options.tunesBaselines ?? false,
    given: options.baselineOptions,
    journal,
    onProgress,
  });
  const runs = [{ dataset, seed }, ...repeats].map((run) => {
    const { cases, nLeftOut } = createCases(withCatalogue(run.dataset), { ...asked, seed: run.seed });
    const input = inputBefore(withCatalogue(run.dataset), protocol, period);
    const informations = selfInformation(sessionCounts(input));
    const vectors = titleVectors(model.catalog);
    const scorers = [
      modelScorer(model, variants),
      ...parts.map((part) => modelScorer(part.model, part.variants)),
      ...baselines.map((chosen) => baselineScorer(chosen, input)),
    ];
    const measured = scorers.flatMap((scorer) =>
      journal.once(`measured ${scorer.methods.join(', ')}, seed ${run.seed}`, (): Measured[] => {
        onProgress(`measuring ${scorer.methods[0]} on ${cases.length} cases`);
        return measureMethods(scorer, cases, { ks, nItems: input.nItems, informations, vectors });
      }),
    );
    return { measured, nCases: cases.length, nLeftOut };
  });
  const methods = runs[0].measured.map(
    ({ method, options: fitted }, i): MeasuredMethod => ({
      method,
      options: fitted,
      ...poolSeeds(runs.map(({ measured }) => figuresOf(measured[i]))),
    }),
  );
  return {
    protocol,
    period,
    seed,
    nSeeds: runs.length,
    nCases: runs.reduce((sum, { nCases }) => sum + nCases, 0),
    nShoppers: methods[0].sums.rows.size,
    nLeftOut: runs.reduce((sum, run) => sum + run.nLeftOut, 0),
    rows: compareMethods(methods, seed),
  };
}
