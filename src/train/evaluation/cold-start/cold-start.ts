import type { Model } from '../../../encoder/artifact/model.js';
import { type ColdWeights, textAlone } from '../../../encoder/item-features/cold-weights.js';
import { VitrineError } from '../../../errors.js';
import { baselineOf } from '../../baselines/baselines.js';
import { inputBefore } from '../../baselines/choose-baselines.js';
import type { BaselineInput } from '../../baselines/sessions/baseline.js';
import { tuneBaseline } from '../../baselines/tune-baseline.js';
import type { TrainConfig } from '../../config/config.js';
import type { Dataset } from '../../dataset/dataset.js';
import { trainEncoder } from '../../encoder-training/train-encoder.js';
import { compareMethods, type EvaluationRow } from '../../metrics/evaluation-table.js';
import { createFigures } from '../../metrics/figures.js';
import { poolSeeds } from '../../metrics/pool-seeds.js';
import { rankCandidatesOnly } from '../../protocols/evaluation-case.js';
import type { Protocol } from '../../protocols/protocol.js';
import { validationCases } from '../../protocols/validation-cases.js';
import { fitColdItems } from '../../weights/fit-cold-items.js';
import { coldCases } from './cold-cases.js';
import { type ColdStart, holdOutItems } from './hold-out-items.js';

export interface ColdStartOptions extends Pick<TrainConfig, 'encoder' | 'training' | 'seed'> {
  /** Of the items, held out wholly. */
  readonly share: number;
  readonly protocol: Protocol;
  readonly onProgress?: (message: string) => void;
}

/** How well items rank that nobody has met; plain JSON. */
export interface ColdStartResult {
  readonly protocol: Protocol;
  readonly nItems: number;
  readonly nColdItems: number;
  /** Test questions whose answer is a cold item. */
  readonly nCases: number;
  readonly nShoppers: number;
  /** hitRate@20 of any order that knows nothing of them, popularity's: 20 over the number of cold items. */
  readonly chance: number;
  /** What the model counts of each feature of a cold item, fitted on validation. */
  readonly weights: ColdWeights;
  /** The model, parts of it, and TF-IDF similarity of titles, tuned on validation; cold items are the only candidates. */
  readonly rows: readonly EvaluationRow[];
}

const k = 20;
const measure = `hitRate@${k}`;
/** What a model must beat: it knows words, too. */
const similarity = 'TF-IDF content';

/**
 * Measures cold start: a share of the items is held out wholly, an encoder learns from the training period without them,
 * and what is asked for in the test period is a cold item, among all cold items, by its title, category, brand and price.
 * How cold items are scored is fitted on known items, see `fitColdItems`.
 *
 * @throws VitrineError `DATA_TOO_SMALL` where no cold item is asked for, or too few of validation's items read like any
 * other, `OPTION_INVALID` for a share that is none, and what training throws
 */
export async function measureColdStart(dataset: Dataset, options: ColdStartOptions): Promise<ColdStartResult> {
  const { share, protocol, encoder, training, seed, onProgress = () => {} } = options;
  const held = holdOutItems(dataset, share, seed);
  // The model learns from the training period alone; so do baselines when they are measured.
  const known: Dataset = { ...held.dataset, split: { ...held.dataset.split, refit: false } };
  const cases = coldCases(known, { protocol, seed, period: 'test' });
  onProgress(`training without ${held.coldItems.itemIds.length} items, which ${cases.length} questions ask for`);
  const { model } = await trainEncoder(known, { encoder, training, seed });
  const { coldAnswers } = await import('./cold-answers.js');
  const variants = await fitVariants(model, known, seed);
  const input = joinedInput(held, inputBefore(known, protocol, 'validation'));
  const content = baselineOf(similarity);
  const { options: tuned } = tuneBaseline(content, {
    input,
    cases: coldCases(known, { protocol, seed, period: 'validation' }),
    measure,
  });
  onProgress('measuring');
  const ask = content.fit(input, tuned);
  const names = [...variants.keys(), similarity];
  const figures = names.map(() => createFigures({ ks: [k], nItems: input.nItems }));
  let nAnswered = 0;
  for (const answers of coldAnswers(model, held.coldItems, [...variants.values()], cases)) {
    const question = cases[nAnswered++];
    [...answers, ask(question)].forEach((scores, i) => {
      figures[i].add(question, rankCandidatesOnly(scores, question));
    });
  }
  const methods = names.map((method, i) => ({
    method,
    ...poolSeeds([figures[i]]),
    ...(method === similarity ? { options: tuned } : {}),
  }));
  const nColdItems = held.coldItems.itemIds.length;
  return {
    protocol,
    nItems: dataset.vocabulary.size,
    nColdItems,
    nCases: cases.length,
    nShoppers: methods[0].sums.rows.size,
    chance: Math.min(1, k / nColdItems),
    weights: [...variants.values()][0],
    rows: compareMethods(methods, seed),
  };
}

/** The model as it scores cold items, and what it is without its reading of words or with nothing else. */
async function fitVariants(model: Model, known: Dataset, seed: number): Promise<ReadonlyMap<string, ColdWeights>> {
  const { within, next } = validationCases(known, seed);
  const fitWithout = async (without?: ['text']) => {
    const weights = await fitColdItems(model, [...within, ...next], { seed, without });
    if (weights) return weights;
    throw new VitrineError('DATA_TOO_SMALL', 'too few items of validation read like any other: give titles (--items)');
  };
  const whole = await fitWithout();
  if (!model.text) return new Map([['vitrine', whole]]);
  return new Map([
    ['vitrine', whole],
    ['vitrine, without text embedding', await fitWithout(['text'])],
    ['vitrine, text embedding only', textAlone],
  ]);
}

/** What a baseline learns from, with the cold items behind the known ones. */
function joinedInput({ dataset, coldItems }: ColdStart, input: BaselineInput): BaselineInput {
  const join = <T>(a?: readonly T[], b?: readonly T[]) => (a && b ? [...a, ...b] : undefined);
  const { itemIds, titles, categories } = dataset.catalog;
  return {
    ...input,
    nItems: itemIds.length + coldItems.itemIds.length,
    catalog: {
      itemIds: [...itemIds, ...coldItems.itemIds],
      titles: join(titles, coldItems.titles),
      categories: join(categories, coldItems.categories),
    },
  };
}
