import { createRandom } from '../../../src/random.js';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import type { Dataset, Shopper } from '../../../src/train/dataset/dataset.js';

export const nouns = ['mug', 'lamp', 'card', 'candle', 'bag'] as const;
export const colours = ['red', 'blue', 'green', 'white'] as const;

const minute = 60_000;
const day = 1440 * minute;

/**
 * A log with one law: a session stays with one noun. An item is a colour and a noun; 40 shoppers of eight sessions of
 * three items, in which nobody searches.
 */
export function textLog(): Dataset {
  const random = createRandom(2);
  const titles = nouns.flatMap((noun) => colours.map((colour) => `${colour} ${noun}`));
  const itemIds = titles.map((_, i) => `item-${i}`);
  const shoppers: Shopper[] = Array.from({ length: 40 }, (_, s) => ({
    id: `shopper-${s}`,
    steps: Array.from({ length: 8 }, (_, session) => {
      const noun = random.integer(nouns.length);
      return random
        .shuffle([0, 1, 2, 3])
        .slice(0, 3)
        .map((colour, i) => ({
          item: noun * colours.length + colour,
          time: session * day + s * minute + 5000 * i,
          session,
        }));
    }).flat(),
  }));
  return {
    vocabulary: createVocabulary(itemIds),
    catalog: { itemIds, titles },
    shoppers,
    sessionGapMs: 30 * minute,
    split: { validationFrom: 6 * day, testFrom: 7 * day },
  };
}
