import type { Model } from '../encoder/artifact.js';
import { describeItem } from '../encoder/catalog.js';
import { createColdItems, scoreColdItem } from '../encoder/cold-items.js';
import type { Catalog } from '../encoder/manifest.js';
import { toModelInput } from '../encoder/model-input.js';
import { VitrineError } from '../errors.js';
import type { BaselineInput } from './baselines/baseline.js';
import { baselineOf } from './baselines/baselines.js';
import { inputBefore } from './baselines/choose-baselines.js';
import { tuneBaseline } from './baselines/tune-baseline.js';
import { coldCases } from './cold-cases.js';
import type { TrainConfig } from './config.js';
import type { Dataset } from './dataset.js';
import { compareMethods, type EvaluationRow } from './evaluation-table.js';
import { createFigures } from './figures.js';
import { type ColdStart, holdOutItems } from './hold-out-items.js';
import { poolSeeds } from './pool-seeds.js';
import type { Protocol } from './protocols/create-cases.js';
import { type EvaluationCase, rankCandidatesOnly } from './protocols/evaluation-case.js';
import { trainEncoder } from './train-encoder.js';

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
  /** The encoder and TF-IDF similarity of titles, tuned on validation; cold items are the only candidates. */
  readonly rows: readonly EvaluationRow[];
}

const k = 20;
const measure = `hitRate@${k}`;
/** What a model must beat: it knows words, too. */
const similarity = 'TF-IDF content';

/**
 * Measures cold start: a share of the items is held out wholly, an encoder learns from the training period without them,
 * and what is asked for in the test period is a cold item, among all cold items, by its title, category, brand and price.
 *
 * @throws VitrineError `CONFIG_INVALID` for an encoder that reads no text, `DATA_TOO_SMALL` where no cold item is asked
 * for, `OPTION_INVALID` for a share that is none, and what training throws
 */
export async function measureColdStart(dataset: Dataset, options: ColdStartOptions): Promise<ColdStartResult> {
  const { share, protocol, encoder, training, seed, onProgress = () => {} } = options;
  const held = holdOutItems(dataset, share, seed);
  // The model learns from the training period alone; so do baselines when they are measured.
  const known: Dataset = { ...held.dataset, split: { ...held.dataset.split, refit: false } };
  const cases = coldCases(known, { protocol, seed, period: 'test' });
  onProgress(`training without ${held.coldItems.itemIds.length} items, which ${cases.length} questions ask for`);
  const { model } = await trainEncoder(known, { encoder, training, seed });
  if (!model.text) {
    throw new VitrineError('CONFIG_INVALID', 'the encoder reads no text: set encoder.textBuckets, and give --items');
  }
  const input = joinedInput(held, inputBefore(known, protocol, 'validation'));
  const content = baselineOf(similarity);
  const { options: tuned } = tuneBaseline(content, {
    input,
    cases: coldCases(known, { protocol, seed, period: 'validation' }),
    measure,
  });
  const scorers = { encoder: await coldScorer(model, held.coldItems), [similarity]: content.fit(input, tuned) };
  const methods = Object.entries(scorers).map(([method, score]) => {
    onProgress(`measuring ${method}`);
    const figures = createFigures({ ks: [k], nItems: input.nItems });
    for (const question of cases) figures.add(question, rankCandidatesOnly(score(question), question));
    return { method, ...poolSeeds([figures]), ...(method === similarity ? { options: tuned } : {}) };
  });
  const nColdItems = held.coldItems.itemIds.length;
  return {
    protocol,
    nItems: dataset.vocabulary.size,
    nColdItems,
    nCases: cases.length,
    nShoppers: methods[0].sums.rows.size,
    chance: Math.min(1, k / nColdItems),
    rows: compareMethods(methods, seed),
  };
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

/** Scores cold items as the worker does those of a page. */
async function coldScorer(model: Model, coldItems: Catalog): Promise<(question: EvaluationCase) => Float32Array> {
  const { embedSequences } = await import('./embed-sequences.js');
  const nKnown = model.vocabulary.size;
  const make = createColdItems(model);
  const items = coldItems.itemIds.map((_, index) => make(describeItem(coldItems, index)));
  return (question) => {
    const embedding = embedSequences(model, [toModelInput(model, question).sequence]);
    const scores = new Float32Array(nKnown + items.length).fill(Number.NEGATIVE_INFINITY);
    items.forEach((item, index) => {
      if (item) scores[nKnown + index] = scoreColdItem(embedding, item);
    });
    return scores;
  };
}
