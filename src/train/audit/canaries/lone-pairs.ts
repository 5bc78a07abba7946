import type { Model } from '../../../encoder/artifact/model.js';
import type { Random } from '../../../random.js';
import type { DatasetPart } from '../../dataset/dataset-part.js';
import { countPartners, type Partners } from './partners.js';

/** Two items that one shopper alone had in one session. */
export interface LonePair {
  readonly shopperId: string;
  readonly items: readonly [number, number];
}

/** How many pairs of items have one shopper behind them, and how many of these the model publishes. */
export interface PairFigures {
  /** Pairs that the table of companions holds, in either direction. */
  readonly nPublished: number;
  /** Of these, pairs that one shopper alone had in one session; 0 is what a minimum of shoppers promises. */
  readonly nPublishedLone: number;
  /** Pairs of the log that one shopper alone had in one session. */
  readonly nLone: number;
}

/**
 * Counts the pairs that one shopper alone had, and draws one of each shopper who has such pairs.
 */
export function findLonePairs(
  { companions, vocabulary }: Pick<Model, 'companions' | 'vocabulary'>,
  { shoppers }: DatasetPart,
  random: Random,
): { figures: PairFigures; pairs: LonePair[] } {
  const partnersOf = countPartners(shoppers, vocabulary.size);
  const isPublished = publishedPairs(companions);
  const drawn = new Map<number, { items: [number, number]; nSeen: number }>();
  const figures = { nPublished: 0, nPublishedLone: 0, nLone: 0 };
  const visit = (item: number, { nShoppers, lastShopper }: Partners) => {
    // Each pair once.
    for (let other = item + 1; other < vocabulary.size; other++) {
      const published = isPublished(item, other);
      if (published) figures.nPublished++;
      if (nShoppers[other] !== 1) continue;
      figures.nLone++;
      if (published) figures.nPublishedLone++;
      const owner = lastShopper[other];
      const { nSeen } = drawn.get(owner) ?? { nSeen: 0 };
      // Every pair of a shopper has the same chance to be the one that stays (reservoir sampling).
      if (random.integer(nSeen + 1) === 0) drawn.set(owner, { items: [item, other], nSeen: nSeen + 1 });
      else drawn.set(owner, { items: drawn.get(owner)?.items ?? [item, other], nSeen: nSeen + 1 });
    }
  };
  for (let item = 0; item < vocabulary.size; item++) visit(item, partnersOf(item));
  return { figures, pairs: [...drawn].map(([owner, { items }]) => ({ shopperId: shoppers[owner].id, items })) };
}

/** Returns whether the table holds a pair, in either direction. */
function publishedPairs(table: Model['companions']): (item: number, other: number) => boolean {
  if (!table) return () => false;
  const { perItem, items } = table;
  const companionsOf = Array.from(
    { length: items.length / perItem },
    (_, item) => new Set(items.subarray(item * perItem, (item + 1) * perItem)),
  );
  return (item, other) => companionsOf[item].has(other) || companionsOf[other].has(item);
}
