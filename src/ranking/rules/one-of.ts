import { defineRule } from './mechanics/define-rule.js';
import { type Aside, depths, drop, sink } from './mechanics/put-aside.js';
import { freeItems } from './mechanics/rearrange.js';
import type { Rule } from './mechanics/rule.js';

export interface OneOfOptions {
  /** `sink` (default) puts the other variants at the end of the page. `drop` leaves them out. */
  readonly others?: Aside;
}

/**
 * Shows one item of each group of variants: one that holds a place, else the best that is in stock. It holds without a
 * model and without consent, too, where the shop's first is the best. Variants that hold a place all keep it.
 *
 * @param groupOf null or undefined for an item that is no variant of another
 * @example rerank(products, { rules: [oneOf((product) => product.variantGroup)] });
 */
export function oneOf<Item>(
  groupOf: (item: Item) => string | number | null | undefined,
  options?: OneOfOptions,
): Rule<Item> {
  return defineRule('oneOf', 'variants', (page) => {
    const shown = new Map<string | number, number>();
    const reasons = new Map<number, string>();
    const free = freeItems(page);
    const isFree = new Set(free);
    for (const item of [...page.held.map((held) => held.item), ...free]) {
      const group = groupOf(page.items[item]);
      if (group === null || group === undefined) continue;
      const first = shown.get(group);
      if (first === undefined) shown.set(group, item);
      else if (isFree.has(item)) reasons.set(item, `a variant of ${page.itemIds[first]}, which is shown`);
    }
    return options?.others === 'drop' ? drop(page, reasons) : sink(page, reasons, depths.variant);
  });
}
