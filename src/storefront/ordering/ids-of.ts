/**
 * What tells the items of a list apart: the ids that `rerank` reads. One without an id is told by its place; `rerank` reports it.
 *
 * @example idsOf([{ id: 'a' }, { id: 7 }]) // ['a', '7']
 */
export function idsOf<Item>(items: readonly Item[], id?: (item: Item) => string): string[] {
  return items.map((item, place) => {
    try {
      return String(id ? id(item) : ((item as { readonly id?: unknown }).id ?? item));
    } catch {
      return `place ${place}`;
    }
  });
}
