import { defineRule } from './mechanics/define-rule.js';
import { itemsWhere } from './mechanics/items-where.js';
import { type Aside, depths, drop, sink } from './mechanics/put-aside.js';
import type { Rule } from './mechanics/rule.js';

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
export function inStock<Item>(isInStock: (item: Item) => boolean, options?: InStockOptions): Rule<Item> {
  const isDropped = readsDrop(options);
  return defineRule('inStock', isDropped ? 'filter' : 'stock', (page) => {
    const reasons = itemsWhere(page, (item) => !isInStock(item), 'out of stock');
    return isDropped ? drop(page, reasons) : sink(page, reasons, depths.soldOut);
  });
}

/** The stage is needed at once; what cannot be read must not throw into the page. */
function readsDrop(options?: InStockOptions): boolean {
  try {
    return options?.soldOut === 'drop';
  } catch {
    return false;
  }
}
