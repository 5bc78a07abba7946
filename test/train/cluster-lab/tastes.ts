import { createRandom } from '../../../src/random.js';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import type { Dataset, Shopper } from '../../../src/train/dataset/dataset.js';

export const nTastes = 3;

/** Items of one taste; those of taste t are 6t to 6t + 5. */
const nItemsOfTaste = 6;

const day = 86_400_000;

/** The taste of the i-th shopper of `tasteLog`. */
export const tasteOf = (i: number) => i % nTastes;

/**
 * A log of shoppers who know one taste: six sessions of four of its items each, of which the last is validation. Item
 * ids and prices tell nothing.
 */
export function tasteLog(nShoppers = 120, seed = 1): Dataset {
  const random = createRandom(seed);
  const itemIds = Array.from({ length: nTastes * nItemsOfTaste }, (_, i) => `item-${i}`);
  const shoppers: Shopper[] = Array.from({ length: nShoppers }, (_, i) => ({
    id: `shopper-${i}`,
    steps: Array.from({ length: 6 }, (_, session) => {
      const items = random.shuffle(Array.from({ length: nItemsOfTaste }, (_, nth) => nItemsOfTaste * tasteOf(i) + nth));
      return items
        .slice(0, 2 + random.integer(3))
        .map((item, nth) => ({ item, time: session * day + i * 60_000 + nth * 1000, session }));
    }).flat(),
  }));
  return {
    vocabulary: createVocabulary(itemIds),
    catalog: { itemIds, titles: itemIds },
    shoppers,
    sessionGapMs: 1_800_000,
    split: { validationFrom: 5 * day, testFrom: 6 * day },
  };
}
