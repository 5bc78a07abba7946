import { createRandom } from '../../../src/random.js';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import { encoderOptions } from '../../../src/train/config/encoder-options.js';
import { trainingOptions } from '../../../src/train/config/training-options.js';
import type { Dataset, Shopper } from '../../../src/train/dataset/dataset.js';

/** Item 2i + 1 always follows item 2i; which pair comes next is chance. */
export const nPairs = 5;

const minute = 60_000;
const day = 1440 * minute;

/**
 * A log with one law: 60 shoppers of eight sessions, each session a random pair of items in its order.
 *
 * Training ends before the seventh session of each shopper, validation before the eighth.
 */
export function patternLog(seed = 1): Dataset {
  const random = createRandom(seed);
  const itemIds = Array.from({ length: 2 * nPairs }, (_, i) => `item-${i}`);
  const shoppers: Shopper[] = Array.from({ length: 60 }, (_, s) => ({
    id: `shopper-${s}`,
    steps: Array.from({ length: 8 }, (_, session) => {
      const first = 2 * random.integer(nPairs);
      const time = session * day + s * minute;
      return [
        { item: first, time, session },
        { item: first + 1, time: time + 5000, session },
      ];
    }).flat(),
  }));
  return {
    vocabulary: createVocabulary(itemIds),
    catalog: { itemIds, titles: itemIds.map((id) => `THING ${id}`) },
    shoppers,
    sessionGapMs: 30 * minute,
    split: { validationFrom: 6 * day, testFrom: 7 * day },
  };
}

/** Options that learn the law in about a second. */
export const quickOptions = {
  encoder: encoderOptions.parse({
    kind: 'transformer',
    embeddingSize: 8,
    nHeads: 2,
    hiddenSize: 16,
    maxSequenceLength: 16,
    dropout: 0.1,
  }),
  training: trainingOptions.parse({
    epochs: 6,
    patience: 6,
    refitEpochs: 1,
    learningRate: 0.02,
    weightDecay: 0,
    batchTokens: 128,
    predictionsPerWindow: 16,
    sessionStartWeight: 1,
    halfLifeDays: 90,
    companionsPerItem: 2,
    companionPenalty: 1e6,
  }),
  seed: 3,
};
