import { createRandom } from '../../../src/random.js';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import type { Dataset } from '../../../src/train/dataset/dataset.js';

const day = 86_400_000;

/** Each shopper comes once a week: three weeks are training, one is validation, one is test. */
const nSessions = 5;
const week = 7 * day;

/**
 * A log without any law: each session holds a few items drawn by chance, so that nothing but memory can tell a session
 * that was learned from one that was not.
 *
 * @param first the number of the first shopper
 */
export function randomLog({ nShoppers = 90, nItems = 150, perSession = 5, seed = 1, first = 0 } = {}): Dataset {
  const random = createRandom(seed);
  const itemIds = Array.from({ length: nItems }, (_, i) => `item-${i}`);
  const shoppers = Array.from({ length: nShoppers }, (_, s) => ({
    id: `shopper-${first + s}`,
    steps: Array.from({ length: nSessions }, (_, session) => {
      const items = new Set<number>();
      while (items.size < perSession) items.add(random.integer(nItems));
      return [...items].map((item) => ({ item, time: session * week + Math.floor((s / nShoppers) * week), session }));
    }).flat(),
  }));
  return {
    vocabulary: createVocabulary(itemIds),
    catalog: { itemIds, titles: itemIds.map((id) => `THING ${id}`) },
    shoppers,
    sessionGapMs: 1_800_000,
    split: { validationFrom: 3 * week, testFrom: 4 * week },
  };
}
