/** An order for the items of a list, by their places in the shop's order. */
export interface Order {
  /** The items that it is for, by id, in the shop's order, [n]. */
  readonly ids: readonly string[];
  /** Where each shown item stands in the shop's order; fewer than n where a rule of the shop's drops some. */
  readonly places: readonly number[];
}

/** Every list as the shop has it. */
export const shopOrder: Order = { ids: [], places: [] };

/** Whether an order is for these items, or for those that they began with before more were loaded. */
export function isFor({ ids }: Order, all: readonly string[]): boolean {
  return ids.length <= all.length && ids.every((id, place) => id === all[place]);
}

/**
 * The places of a list in the order in which they are shown. What came after the order was made stands behind it, as the
 * shop has it; an order for other items counts for nothing.
 *
 * @example placesIn({ ids: ['a', 'b'], places: [1, 0] }, ['a', 'b', 'c']) // [1, 0, 2]
 */
export function placesIn(order: Order, ids: readonly string[]): number[] {
  const { ids: known, places } = isFor(order, ids) ? order : shopOrder;
  return [...places, ...ids.slice(known.length).map((_, i) => known.length + i)];
}
