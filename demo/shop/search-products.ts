import MiniSearch from 'minisearch';
import type { Product } from './catalogue.js';

/**
 * Finds products by the words of their titles and categories, forgiving a typing mistake; all words must be found,
 * or, where that finds nothing, any.
 *
 * @returns the best match first; equally good ones keep the catalogue's order
 */
export function searchProducts(products: readonly Product[], query: string): Product[] {
  const index = new MiniSearch<{ id: number; title: string; category: string }>({
    fields: ['title', 'category'],
    searchOptions: {
      boost: { title: 3 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  index.addAll(products.map(({ title, category }, id) => ({ id, title, category })));
  const strict = index.search(query, { combineWith: 'AND' });
  const found = strict.length > 0 ? strict : index.search(query);
  return found.map(({ id }) => products[id]);
}
