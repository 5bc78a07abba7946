import type { Explanation } from './explain.js';

/** What a device is short of, so that it has no model yet; 'frugal' where the shop's own function said so. */
export type FrugalReason = 'save-data' | 'slow-network' | 'low-memory' | 'few-cores' | 'low-battery' | 'frugal';

/**
 * Why a list of the page's markup was left as it is, by the script tag or `<vitrine-list>`. `all-seen`: none is left that the shopper has not
 * seen; `too-few-items`: fewer than two may move; `framework`, `carousel`, `virtual`: another script owns its nodes; `repeated-item`: two
 * have one id; `between-items`: what stands between them may be theirs; `positioned`: the screen does not show them as they stand;
 * `in-view`: what is in view would have moved; `overruled`: a script puts the shop's order back.
 */
export type ListReason =
  | 'all-seen'
  | 'too-few-items'
  | 'framework'
  | 'carousel'
  | 'virtual'
  | 'repeated-item'
  | 'between-items'
  | 'positioned'
  | 'in-view'
  | 'overruled';

/**
 * Why a page kept the shop's order. `holdout`: this device shows it for comparison; `sorted`: the shopper chose another;
 * `no-scores`: nothing is known at once, the model may know more; `partly-known`: of too few items to order them.
 */
export type NotRerankedReason =
  | 'no-history'
  | 'no-consent'
  | 'no-shopper'
  | 'no-model'
  | 'no-scores'
  | 'partly-known'
  | 'holdout'
  | 'sorted'
  | 'deadline'
  | FrugalReason
  | ListReason
  | 'error';

/**
 * An order for the items of a page; `reranked` says whether the model ordered them. It always holds the same items, but
 * for those that a rule of the shop's was told to drop.
 */
export type Ranking<Item> = {
  readonly items: Item[];
  /** Why an item stands where it stands; null for an id that is not among the items. */
  explain(itemId: string): Explanation | null;
} & ({ readonly reranked: true } | { readonly reranked: false; readonly reason: NotRerankedReason });
