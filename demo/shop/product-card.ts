import type { Product } from './catalogue.js';
import { element } from './element.js';
import { formatPrice } from './money.js';
import { drawPicture } from './picture.js';

/** The address of a product's page. */
export function productUrl(id: string): string {
  return `/product.html?id=${encodeURIComponent(id)}`;
}

/** A product in a list, marked up for Vitrine: a click is a `select_item`, the button an `add_to_cart`. */
export function productCard(product: Product): HTMLLIElement {
  return element(
    'li',
    { class: 'card', 'data-vitrine-item': product.id },
    element(
      'a',
      { class: 'card-link', href: productUrl(product.id) },
      drawPicture(product.picture),
      element('span', { class: 'card-title' }, product.title),
    ),
    element(
      'div',
      { class: 'card-foot' },
      element('span', { class: 'price' }, formatPrice(product.price)),
      element(
        'button',
        {
          class: 'add',
          type: 'button',
          'data-vitrine-action': 'add_to_cart',
          'data-cart-add': product.id,
          'aria-label': `Add ${product.title} to cart`,
        },
        '+',
      ),
    ),
  );
}
