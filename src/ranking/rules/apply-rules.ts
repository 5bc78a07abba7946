import type { PageToRule, Rule } from './mechanics/rule.js';

/**
 * Runs rules over a page, stage by stage, and in the order given within a stage.
 *
 * It knows nothing of what rules there are, so that a page carries only those that it uses. Whatever a rule makes of the
 * order, no item comes twice and none comes from elsewhere.
 *
 * @throws what a rule throws
 */
export function applyRules<Item>(rules: readonly Rule<Item>[], page: PageToRule<Item>): PageToRule<Item> {
  if (rules.length === 0) return page;
  const left = new Set(page.order);
  const ruled = runRules(rules, page);
  // `delete` is false for an item that is not there, or no more.
  return { ...ruled, order: ruled.order.filter((item) => left.delete(item)) };
}

/** Returns what rules make of a page as it is: an item may come twice, or from elsewhere. */
export function runRules<Item>(rules: readonly Rule<Item>[], page: PageToRule<Item>): PageToRule<Item> {
  let ruled = page;
  for (const rule of [...rules].sort((a, b) => a.stage - b.stage)) ruled = { ...ruled, ...rule.apply(ruled) };
  return ruled;
}
