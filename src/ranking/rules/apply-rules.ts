import { VitrineError } from '../../errors.js';
import type { PageToRule, Rule } from './rule.js';

/**
 * Runs rules over a page, stage by stage, and in the order given within a stage.
 *
 * It knows nothing of what rules there are, so that a page carries only those that it uses.
 *
 * @throws VitrineError `RANKING_FAILED` when a rule throws, or gives an order with other items than it was given
 */
export function applyRules<Item>(rules: readonly Rule<Item>[], page: PageToRule<Item>): PageToRule<Item> {
  let ruled = page;
  for (const rule of [...rules].sort((a, b) => a.stage - b.stage)) {
    try {
      const changed = { ...ruled, ...rule.apply(ruled) };
      const { order, held, sunk, scores } = changed;
      const left = new Set(ruled.order);
      const isShort = (list: unknown) => !list || (Array.isArray(list) && list.length <= page.items.length);
      // Each item once: `delete` is false for one that is not there, or no more.
      const isSound = [order, held, sunk, scores].every(isShort) && order.every((place) => left.delete(place));
      if (!isSound) throw new TypeError('no lists of the items that it was given');
      ruled = changed;
    } catch (cause) {
      const place = rules.indexOf(rule);
      const message = `rules[${place}] threw, or gave no order of these items: see the cause`;
      throw new VitrineError('RANKING_FAILED', message, { cause });
    }
  }
  return ruled;
}
