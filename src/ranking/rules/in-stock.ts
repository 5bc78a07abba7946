import { defineRule } from './define-rule.js';
import { itemsWhere } from './items-where.js';
import { type Aside, depths, drop, sink } from './put-aside.js';
import type { Rule } from './rule.js';

export interface InStockOptions {
  /**
   * `sink` (default) puts what is sold out at the end of the page, except for items that hold a place. `drop` leaves it
   * out, whatever holds it: then the ranking has fewer items than the page.
   */
  readonly soldOut?: Aside;
}

/**
 * Puts aside what is out of stock. It holds without a model and without consent, too.
 *
 * @example rerank(products, { rules: [inStock((product) => product.stock > 0, { soldOut: 'drop' })] });
 */
export function inStock<Item>(
  isInStock: (item: Item) => boolean,
  { soldOut = 'sink' }: InStockOptions = {},
): Rule<Item> {
  return defineRule('inStock', soldOut === 'drop' ? 'filter' : 'stock', (page) => {
    const reasons = itemsWhere(page, (item) => !isInStock(item), 'out of stock');
    return soldOut === 'drop' ? drop(page, reasons) : sink(page, reasons, depths.soldOut);
  });
}
