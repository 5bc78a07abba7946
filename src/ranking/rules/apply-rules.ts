import type { PageToRule, Rule } from './rule.js';

/**
 * Runs rules over a page, stage by stage, and in the order given within a stage.
 *
 * It knows nothing of what rules there are, so that a page carries only those that it uses.
 */
export function applyRules<Item>(rules: readonly Rule<Item>[], page: PageToRule<Item>): PageToRule<Item> {
  let ruled = page;
  for (const rule of [...rules].sort((a, b) => a.stage - b.stage)) ruled = { ...ruled, ...rule.apply(ruled) };
  return ruled;
}
