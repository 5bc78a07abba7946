import { holdPlaces } from './hold-places.js';
import type { RulePage } from './rule.js';

/** What `rearrange` needs to know of a page. */
export type Arranged = Pick<RulePage<unknown>, 'order' | 'held'>;

/** The items that have no place of their own, in the order so far. */
export function freeItems({ order, held }: Arranged): number[] {
  const isHeld = new Set(held.map(({ item }) => item));
  return order.filter((item) => !isHeld.has(item));
}

/**
 * The order of a page once its free items are ordered anew; items that hold a place keep it.
 *
 * @param reorder gives the items it is given in another order
 * @example
 * rearrange({ order: [0, 1, 2], held: [{ item: 1, place: 1 }] }, (free) => free.reverse()) // [2, 1, 0]
 */
export function rearrange(page: Arranged, reorder: (free: number[]) => readonly number[]): number[] {
  return holdPlaces(reorder(freeItems(page)), page.held);
}
