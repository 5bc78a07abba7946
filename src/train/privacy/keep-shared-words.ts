import { wordsOf } from '../../sequence/text.js';
import type { Shopper } from '../dataset/dataset.js';

/**
 * Returns the shoppers with only those words in their searches that enough of them wrote: a rare word, such as a name,
 * would leave its mark on the rows of its letters. A search without a word left is no search.
 * 'mug for anna' becomes 'mug for' where too few wrote "anna".
 *
 * @param minShoppers 1 leaves all searches as they are
 */
export function keepSharedWords(shoppers: readonly Shopper[], minShoppers: number): readonly Shopper[] {
  if (minShoppers === 1) return shoppers;
  const writers = new Map<string, number>();
  for (const { queries = [] } of shoppers) {
    const own = new Set(queries.flatMap(({ query }) => wordsOf(query)));
    for (const word of own) writers.set(word, (writers.get(word) ?? 0) + 1);
  }
  const isShared = (word: string) => (writers.get(word) ?? 0) >= minShoppers;
  return shoppers.map((shopper) => {
    const { queries, ...rest } = shopper;
    if (!queries) return shopper;
    const kept = queries.flatMap((search) => {
      const words = wordsOf(search.query).filter(isShared);
      return words.length > 0 ? [{ ...search, query: words.join(' ') }] : [];
    });
    return kept.length > 0 ? { ...rest, queries: kept } : rest;
  });
}
