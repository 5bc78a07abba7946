import type { RuleEffect } from '../../explain.js';

/** An item that has a place of its own, whatever the others do. */
export interface HeldPlace {
  /** The item, by its place in the shop's order. */
  readonly item: number;
  /** The place that it is to have, from 0. */
  readonly place: number;
}

/** A page as rules find it: plain data that no rule changes in place. */
export interface PageToRule<Item> {
  /** In the shop's order, [n]. An item is known to rules by its place here: ids may repeat. */
  readonly items: readonly Item[];
  /** [n] */
  readonly itemIds: readonly string[];
  /** Ids of items that keep the shop's place, whatever a rule says. */
  readonly pinned: ReadonlySet<string>;
  /** Log-odds, NaN for an item that the model does not know, [n]; null where the model did not order the page. */
  readonly scores: readonly number[] | null;
  /** The order so far: places in the shop's order, first comes first; [n], or fewer once a filter dropped some. */
  readonly order: readonly number[];
  /** Strongest claim first. Absent before the first rule: then `pinned` says it. */
  readonly held?: readonly HeldPlace[];
  /** How deep an item was sunk, by place in the shop's order; absent for one that was not. */
  readonly sunk?: readonly number[];
  /** What the rules so far did to an item, by its place in the shop's order. */
  readonly effects?: (item: number) => RuleEffect[];
}

/** A page while rules are at work on it. */
export type RulePage<Item> = PageToRule<Item> & Required<Pick<PageToRule<Item>, 'held' | 'sunk'>>;

/** What a rule changes about a page; whatever is absent stays. */
export type RuleChange = Partial<Pick<PageToRule<unknown>, 'scores' | 'order' | 'held' | 'sunk' | 'effects'>>;

/**
 * A rule of the shop's: plain data with one pure function. `Item` is whatever the page's items are.
 *
 * Rules run by `stage`, lowest first, and in the order given within one: see `stages`.
 */
export interface Rule<Item> {
  readonly name: string;
  readonly stage: number;
  readonly apply: (page: PageToRule<Item>) => RuleChange;
}
