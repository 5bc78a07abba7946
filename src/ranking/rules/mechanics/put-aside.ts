import type { RuleOutcome } from './define-rule.js';
import { holdPlaces } from './hold-places.js';
import { freeItems, rearrange } from './rearrange.js';
import type { RulePage } from './rule.js';

/** What becomes of items that a rule puts aside: they sink to the end of the page, or are dropped from it. */
export type Aside = 'sink' | 'drop';

/** How deep each rule sinks items: deeper ones stand after the others, and an item goes as deep as any rule says. */
export const depths = { variant: 1, buried: 2, soldOut: 3 } as const;

/**
 * Sinks items to the end of the page, in their order. One that holds a place keeps it.
 *
 * @param reasons the items to sink, by place in the shop's order, and why
 */
export function sink(page: RulePage<unknown>, reasons: ReadonlyMap<number, string>, depth: number): RuleOutcome {
  const sunk = [...page.sunk];
  const depthOf = (item: number) => sunk[item] ?? 0;
  for (const item of freeItems(page)) if (reasons.has(item)) sunk[item] = Math.max(depthOf(item), depth);
  return { sunk, reasons, order: rearrange(page, (free) => free.sort((a, b) => depthOf(a) - depthOf(b))) };
}

/** Drops items from the page, those that hold a place among them; the places of the others stay held. */
export function drop(page: RulePage<unknown>, reasons: ReadonlyMap<number, string>): RuleOutcome {
  const held = page.held.filter(({ item }) => !reasons.has(item));
  const free = freeItems(page).filter((item) => !reasons.has(item));
  return { held, reasons, order: holdPlaces(free, held) };
}
