import type { Catalog } from '../../encoder/artifact/manifest.js';
import type { ShopperPast } from './moments.js';

/** What items are told apart by in paths. */
export interface ItemKinds {
  /** What a kind is: a category, or an item where the catalogue has no categories. */
  readonly of: 'categories' | 'items';
  /** [nKinds] */
  readonly names: readonly string[];
  /** The kind of each item; -1 for one of none, [nItems]. */
  readonly kindOf: Int32Array;
}

/** Kinds that are followed, those that most shoppers met: paths between rarer ones are hardly ever shared. */
const maxKinds = 100;

/** Sorts items by category; each of those met most is a kind of its own where the catalogue has fewer than two categories. */
export function findItemKinds({ itemIds, titles, categories }: Catalog, pasts: readonly ShopperPast[]): ItemKinds {
  const named = new Set(categories?.filter((category) => category !== ''));
  const isByCategory = named.size >= 2;
  const keys = isByCategory && categories ? categories : itemIds;
  const metBy = new Map<string, number>();
  for (const { steps } of pasts) {
    for (const key of new Set(steps.map(({ item }) => keys[item]))) metBy.set(key, (metBy.get(key) ?? 0) + 1);
  }
  const kept = [...metBy]
    .filter(([key]) => key !== '')
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, maxKinds)
    .map(([key]) => key);
  const places = new Map(kept.map((key, place) => [key, place]));
  const titleOf = new Map(itemIds.map((id, item) => [id, titles?.[item] || id]));
  return {
    of: isByCategory ? 'categories' : 'items',
    names: isByCategory ? kept : kept.map((id) => titleOf.get(id) ?? id),
    kindOf: Int32Array.from(keys, (key) => places.get(key) ?? -1),
  };
}
