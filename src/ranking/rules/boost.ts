import { adjustScores } from './mechanics/adjust-scores.js';
import type { Rule } from './mechanics/rule.js';

/**
 * Adds to the score of items, or takes from it where `logOdds` is negative. Boosts add up.
 *
 * The unit is the score's own, log-odds: 0.69 makes an item twice as likely to be chosen before another as the model
 * thinks it is, 1.1 three times, 2.3 ten times. So a boost decides between items that are close, and leaves the model's
 * word where it is strong.
 *
 * @example rerank(products, { rules: [boost((product) => product.margin > 0.4, 0.5)] });
 */
export function boost<Item>(when: (item: Item) => boolean, logOdds: number): Rule<Item> {
  return adjustScores('boost', (item) => (when(item) ? { logOdds, reason: 'boosted by the shop' } : null));
}
