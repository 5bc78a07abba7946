import { daysSince, type Time } from '../half-life.js';
import { adjustScores } from './mechanics/adjust-scores.js';
import type { Rule } from './mechanics/rule.js';

export interface DampRepeatsOptions<Item> {
  /** When the shopper last bought each item, by item id: `lastPurchases` reads it from the device's own events. */
  readonly bought: ReadonlyMap<string, Time>;
  /** For how many days what was bought is not wanted again. */
  readonly days: number;
  /** What an item loses on the day it was bought, in log-odds (see `boost`), above 0. */
  readonly weight: number;
  /** After how many days this item is wanted again, for what is used up; null or undefined: after `days`. */
  readonly wantedAgainAfterDays?: (item: Item) => number | null | undefined;
  /** The present, ms since 1970. Default: the device's clock. */
  readonly now?: number;
}

/**
 * Lowers what the shopper has just bought: by `weight` on that day, then less each day until it is wanted again.
 *
 * @example
 * const { events } = await vitrine.exportData();
 * const wantedAgainAfterDays = (product) => (product.isConsumable ? 14 : null);
 * rerank(products, { rules: [dampRepeats({ bought: lastPurchases(events), days: 90, weight: 2, wantedAgainAfterDays })] });
 */
export function dampRepeats<Item>(options: DampRepeatsOptions<Item>): Rule<Item> {
  return adjustScores('dampRepeats', (item, itemId) => {
    const { bought, days, weight, wantedAgainAfterDays, now = Date.now() } = options;
    const age = daysSince(bought.get(itemId), now);
    const span = wantedAgainAfterDays?.(item) ?? days;
    if (!(age < span)) return null;
    const reason = `bought ${age.toFixed(1)} days ago, wanted again after ${span}`;
    return { logOdds: -Math.abs(weight) * (1 - age / span), reason };
  });
}
