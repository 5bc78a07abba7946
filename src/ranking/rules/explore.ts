import { createRandom } from '../../random.js';
import { hashText } from './mechanics/daily-seed.js';
import { defineRule } from './mechanics/define-rule.js';
import { freeItems, rearrange } from './mechanics/rearrange.js';
import type { Rule } from './mechanics/rule.js';

export interface ExploreOptions {
  /** The share of places, 0..1, that take an item from below. Never more places than that: 0.1 of 19 places is 1. */
  readonly share: number;
  /** The same seed explores the same: `dailySeed(shopper)`. */
  readonly seed: number | string;
  /** How many places at the front of the page take part. Default: all of them. */
  readonly top?: number;
}

/**
 * Lets a small share of places show an item from further down, so that what the model thinks little of is seen at times,
 * and the shop learns whether it is wanted. The others keep their order around them.
 *
 * Which places and which items is drawn by the seed and the item's id alone: new scores within a visit do not draw anew.
 * Items that hold a place or were sunk take no part. Where the model did not order the page it does nothing.
 *
 * @example rerank(products, { rules: [explore({ share: 0.1, seed: dailySeed(shopper), top: 24 })] });
 */
export function explore(options: ExploreOptions): Rule<unknown> {
  return defineRule('explore', 'exploration', (page) => {
    const { share, seed, top = Number.POSITIVE_INFINITY } = options;
    if (!page.scores) return {};
    const free = freeItems(page);
    const isFree = new Set(free);
    const left = free.filter((item) => page.sunk[item] === undefined);
    const nPlaces = Math.min(left.length, page.order.filter((item, place) => place < top && isFree.has(item)).length);
    const exploring = drawPlaces(nPlaces, share, seed);
    const lots = new Map(left.map((item) => [item, drawLot(page.itemIds[item], seed)]));
    const lowestLot = (a: number, b: number) => (lots.get(b)! < lots.get(a)! ? b : a);

    const reasons = new Map<number, string>();
    const sunk = free.filter((item) => page.sunk[item] !== undefined);
    const explored: number[] = [];
    for (let place = 0; place < nPlaces; place++) {
      const below = exploring.has(place) ? left.slice(1) : [];
      const shown = below.length > 0 ? below.reduce(lowestLot) : left[0];
      if (below.length > 0) reasons.set(shown, `drawn for one of ${exploring.size} places that explore`);
      explored.push(shown);
      left.splice(left.indexOf(shown), 1);
    }
    return { reasons, order: rearrange(page, () => [...explored, ...left, ...sunk]) };
  });
}

/** The share of `n` places, rounded down, by the seed. */
function drawPlaces(n: number, share: number, seed: number | string): Set<number> {
  const places = new Array<number>(n).fill(0).map((_, place) => place);
  // A product such as 0.29 · 100 comes out a little too small.
  const count = Math.floor(n * Math.min(1, Math.max(0, share || 0)) + 1e-9);
  return new Set(
    createRandom(hashText(`${seed}`))
      .shuffle(places)
      .slice(0, count),
  );
}

function drawLot(itemId: string, seed: number | string): number {
  return createRandom(hashText(`${seed} ${itemId}`)).next();
}
