import { estimateExamination } from '../position-bias/estimate-examination.js';
import type { Exposure } from '../position-bias/exposure.js';
import { type SkipPenalty, skipPenalties } from '../position-bias/skip-penalties.js';
import { adjustScores } from './mechanics/adjust-scores.js';
import type { Rule } from './mechanics/rule.js';

export interface DampSkippedOptions {
  /** What this shopper has seen at which place, and clicked: kept on the device, see `addSighting`. */
  readonly exposures: readonly Exposure[];
  /** The most that an item may lose, in log-odds (see `boost`), above 0. */
  readonly maxPenalty: number;
  /** After how many days a sighting counts half. */
  readonly halfLifeDays: number;
  /** How likely each place is looked at. Default: estimated from the exposures. */
  readonly examination?: ArrayLike<number>;
  /** The present, ms since 1970. Default: the device's clock. */
  readonly now?: number;
}

/**
 * Lowers what the shopper has looked at again and again and passed over. How likely a look was depends on the place, so
 * that an item far down, which few ever look at, is not blamed for it.
 *
 * @see estimateExamination and skipPenalties for the model
 * @example rerank(products, { rules: [dampSkipped({ exposures, maxPenalty: 1, halfLifeDays: 7 })] });
 */
export function dampSkipped(options: DampSkippedOptions): Rule<unknown> {
  /** Worked out when the rule first runs: wrong options fail the ranking, which keeps its order, and not the page. */
  let penalties: ReadonlyMap<string, SkipPenalty> | undefined;
  const estimate = () => {
    const { exposures, maxPenalty, halfLifeDays, now = Date.now() } = options;
    const examination = options.examination ?? estimateExamination(exposures);
    return skipPenalties(exposures, { examination, maxPenalty, halfLifeDays, now });
  };
  return adjustScores('dampSkipped', (_, itemId) => {
    penalties ??= estimate();
    const penalty = penalties.get(itemId);
    if (!penalty) return null;
    const { looks, clicks } = penalty;
    const count = (value: number) => Number(value.toFixed(1));
    return { logOdds: penalty.logOdds, reason: `looked at ${count(looks)} times, clicked ${count(clicks)}` };
  });
}
