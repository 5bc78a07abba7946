import { daysSince, leftAfter, type Time } from '../half-life.js';
import { adjustScores } from './mechanics/adjust-scores.js';
import type { Rule } from './mechanics/rule.js';

export interface FreshOptions<Item> {
  /** Since when the item is for sale; null or undefined where that is not known. */
  readonly since: (item: Item) => Time | null | undefined;
  /** After how many days half of the weight is left. */
  readonly halfLifeDays: number;
  /** What an item of today is given, in log-odds (see `boost`). */
  readonly weight: number;
  /** The present, ms since 1970. Default: the device's clock. */
  readonly now?: number;
}

/**
 * Favours new items: `weight · 2^(-age / halfLifeDays)` is added to their score.
 *
 * An item that is still to come counts as new, one without a date is left as it is.
 *
 * @example rerank(products, { rules: [fresh({ since: (product) => product.addedAt, halfLifeDays: 14, weight: 0.2 })] });
 */
export function fresh<Item>(options: FreshOptions<Item>): Rule<Item> {
  return adjustScores('fresh', (item) => {
    const { since, halfLifeDays, weight, now = Date.now() } = options;
    const days = daysSince(since(item), now);
    return { logOdds: weight * leftAfter(days, halfLifeDays), reason: `new since ${days.toFixed(1)} days` };
  });
}
