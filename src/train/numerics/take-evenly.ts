/**
 * At most so many of a list, spread evenly over it, in its order: a sample that needs no seed.
 *
 * @returns the list itself where it is no longer than that
 * @example takeEvenly([10, 11, 12, 13, 14, 15], 3) // [10, 12, 14]
 */
export function takeEvenly<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}
