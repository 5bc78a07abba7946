import type { RulePage } from './rule.js';

/** The items of a page of which something is true, by place in the shop's order, all with one reason. */
export function itemsWhere<Item>(
  { items, order }: RulePage<Item>,
  isTrue: (item: Item) => boolean,
  reason: string,
): Map<number, string> {
  return new Map(order.filter((item) => isTrue(items[item])).map((item) => [item, reason]));
}
