import type { Query } from '../../../sequence/query.js';
import type { Step } from '../../../sequence/step.js';

/** What is known of a shopper at one moment; whatever they do after it is unseen. */
export interface ShopperState {
  /** Oldest first, at least one. */
  readonly steps: readonly Step[];
  /** Oldest first. */
  readonly queries?: readonly Query[];
  /** The moment, ms since 1970: what recency counts back from. */
  readonly at: number;
}
