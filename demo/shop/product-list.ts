import type { Product } from './catalogue.js';
import { element } from './element.js';
import { productCard } from './product-card.js';

/** How Vitrine may order a list; null where the shopper chose the order. */
export type ListOrder = { readonly slot: string; readonly apply: 'unseen' | 'always' } | null;

/** A list of products that Vitrine may reorder. */
export function productList(products: readonly Product[], order: ListOrder, label: string): HTMLUListElement {
  return element(
    'ul',
    {
      class: 'grid',
      'aria-label': label,
      'data-vitrine-list': order?.slot,
      'data-vitrine-apply': order?.apply,
    },
    ...products.map(productCard),
  );
}
