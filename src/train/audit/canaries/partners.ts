import type { Shopper } from '../../dataset/dataset.js';
import { sessionsOf } from '../membership/attacked-baskets.js';

/** How many shoppers had an item together with each other item in one session. */
export interface Partners {
  /** [nItems], 0 for the item itself */
  readonly nShoppers: Int32Array;
  /** The last of these shoppers, as a place in the list; -1 for none. [nItems] */
  readonly lastShopper: Int32Array;
}

/**
 * Returns a function that counts the partners of an item. Its arrays are used again by the next call.
 *
 * @example countPartners([{ id: 'x', steps: [0, 1].map((item) => ({ item, time: 0, session: 0 })) }], 2)(0).nShoppers // Int32Array [0, 1]
 */
export function countPartners(shoppers: readonly Shopper[], nItems: number): (item: number) => Partners {
  const sessionsWith: { shopper: number; items: readonly number[] }[][] = Array.from({ length: nItems }, () => []);
  shoppers.forEach(({ steps }, shopper) => {
    for (const session of sessionsOf(steps)) {
      const items = [...new Set(session.map(({ item }) => item))];
      for (const item of items) sessionsWith[item].push({ shopper, items });
    }
  });
  const nShoppers = new Int32Array(nItems);
  const lastShopper = new Int32Array(nItems);
  return (item) => {
    nShoppers.fill(0);
    lastShopper.fill(-1);
    for (const { shopper, items } of sessionsWith[item]) {
      for (const other of items) {
        if (other === item || lastShopper[other] === shopper) continue;
        lastShopper[other] = shopper;
        nShoppers[other]++;
      }
    }
    return { nShoppers, lastShopper };
  };
}
