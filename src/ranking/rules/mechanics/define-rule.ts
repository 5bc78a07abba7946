import type { RuleEffect } from '../../explain.js';
import type { HeldPlace, PageToRule, Rule, RuleChange, RulePage } from './rule.js';

/**
 * The order in which rules run, whatever order a shop writes them in. Within a stage they run as written.
 *
 * First what may not be shown leaves, then places are given away, sponsored ones before pinned ones, so that a pin never
 * takes a place that is paid for. What is left is scored and sorted. Then items sink, and only those that did not are
 * spread out and explored.
 */
export const stages = [
  'filter',
  'sponsored',
  'pin',
  'score',
  'stock',
  'bury',
  'variants',
  'diversity',
  'exploration',
] as const;

export type Stage = (typeof stages)[number];

/** What a rule changes, and what it has to say of the items that it acted on, by place in the shop's order. */
export interface RuleOutcome extends Omit<RuleChange, 'effects'> {
  readonly reasons?: ReadonlyMap<number, string>;
}

/**
 * Makes a rule, which leaves a trace for `explain`; a shop may write its own.
 *
 * An `order` must hold the items that `page.order` holds, and should leave those in `page.held` where they are:
 * `rearrange` sees to both.
 *
 * @example
 * defineRule<Product>('reverse', 'score', (page) => ({ order: rearrange(page, (free) => free.reverse()) }));
 */
export function defineRule<Item>(name: string, stage: Stage, act: (page: RulePage<Item>) => RuleOutcome): Rule<Item> {
  return {
    name,
    stage: stages.indexOf(stage),
    apply(page) {
      const { held = pinnedPlaces(page), sunk = [], effects } = page;
      const { reasons, ...change } = act({ ...page, held, sunk });
      for (const list of [change.order, change.held, change.sunk, change.scores]) {
        const isShort = !list || (Array.isArray(list) && list.length <= page.items.length);
        if (!isShort) throw new TypeError('a rule gives lists with at most as many entries as the page has items');
      }
      const after = change.order ?? page.order;
      const effectOn = (item: number): RuleEffect[] => {
        const [from, to] = [page.order.indexOf(item), after.indexOf(item)];
        const reason = reasons?.get(item) ?? null;
        return from === to && !reason ? [] : [{ rule: name, from, to, reason }];
      };
      return { held, sunk, ...change, effects: (item) => [...(effects?.(item) ?? []), ...effectOn(item)] };
    },
  };
}

function pinnedPlaces({ itemIds, pinned }: PageToRule<unknown>): HeldPlace[] {
  return itemIds.flatMap((id, place) => (pinned.has(id) ? [{ item: place, place }] : []));
}
