import type { Product } from './catalogue.js';

/** The orders a shopper may choose; only `featured` may be personal. */
export const sortNames = {
  featured: 'Featured',
  cheapest: 'Price, lowest first',
  dearest: 'Price, highest first',
  title: 'Title, A to Z',
} as const;

export type SortName = keyof typeof sortNames;

/** Whether text from an address names one of the orders. */
export function isSortName(text: string | null): text is SortName {
  return text !== null && Object.hasOwn(sortNames, text);
}

/** The products in the chosen order; `featured` leaves them as they are, the most popular first. */
export function sortProducts(products: readonly Product[], sort: SortName): Product[] {
  const copy = [...products];
  if (sort === 'cheapest') copy.sort((a, b) => a.price - b.price);
  if (sort === 'dearest') copy.sort((a, b) => b.price - a.price);
  if (sort === 'title') copy.sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
  return copy;
}
