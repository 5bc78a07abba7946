/** An item that has a place of its own, whatever the others do. */
export interface HeldPlace {
  /** The item, by its place in the shop's order. */
  readonly item: number;
  /** The place that it is to have, from 0. */
  readonly place: number;
}

/** What one rule did to the page. Orders hold places in the shop's order, as in `RulePage`. */
export interface RuleStep {
  readonly rule: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** What the rule has to say of the items that it acted on, by place in the shop's order. */
  readonly reasons: ReadonlyMap<number, string>;
}

/** A page while rules are at work on it: plain data that no rule changes in place. */
export interface RulePage<Item> {
  /** In the shop's order, [n]. An item is known to rules by its place here: ids may repeat. */
  readonly items: readonly Item[];
  /** [n] */
  readonly itemIds: readonly string[];
  /** Log-odds, NaN for an item that the model does not know, [n]; null where the model did not order the page. */
  readonly scores: readonly number[] | null;
  /** The order so far: places in the shop's order, first comes first; [n], or fewer once a filter dropped some. */
  readonly order: readonly number[];
  /** Strongest claim first. */
  readonly held: readonly HeldPlace[];
  /** How deep an item was sunk, by place in the shop's order; absent for one that was not. */
  readonly sunk: readonly number[];
  readonly steps: readonly RuleStep[];
}

/** What a rule changes about a page; whatever is absent stays. */
export type RuleChange = Partial<Omit<RulePage<unknown>, 'items' | 'itemIds'>>;

/**
 * A rule of the shop's: plain data with one pure function. `Item` is whatever the page's items are.
 *
 * Rules run by `stage`, lowest first, and in the order given within one: see `stages`.
 */
export interface Rule<Item> {
  readonly name: string;
  readonly stage: number;
  readonly apply: (page: RulePage<Item>) => RuleChange;
}
