import { defineRule } from './mechanics/define-rule.js';
import { itemsWhere } from './mechanics/items-where.js';
import { depths, sink } from './mechanics/put-aside.js';
import type { Rule } from './mechanics/rule.js';

/**
 * Buries items below all others, except those that are sold out. It holds without a model and without consent, too. To
 * lower items by an amount, `boost` them by a negative one.
 *
 * @example rerank(products, { rules: [bury((product) => product.rating < 2)] });
 */
export function bury<Item>(when: (item: Item) => boolean): Rule<Item> {
  return defineRule('bury', 'bury', (page) => sink(page, itemsWhere(page, when, 'buried by the shop'), depths.buried));
}
