import type { HeldPlace } from './rule.js';

/**
 * Puts items that have a place of their own into that place, and the others around them, in their order.
 *
 * Where two want one place, the one named first has it, and the other the next place that is free, or where there is
 * none the last before it. A place beyond the end is the last.
 *
 * @param free items without a place, [m]
 * @param held items with one, strongest claim first, [h]
 * @returns [m + h]
 * @example holdPlaces([7, 8], [{ item: 5, place: 1 }, { item: 6, place: 1 }]) // [7, 5, 6, 8]
 */
export function holdPlaces(free: readonly number[], held: readonly HeldPlace[]): number[] {
  const order = new Array<number>(free.length + held.length).fill(-1);
  for (const { item, place } of held) {
    const next = order.indexOf(-1, place);
    order[next < 0 ? order.lastIndexOf(-1) : next] = item;
  }
  let taken = 0;
  return order.map((item) => (item < 0 ? free[taken++] : item));
}
