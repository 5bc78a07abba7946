import { expectedExamination } from './estimate-examination.js';
import { type Exposure, fadeExposure } from './exposure.js';

export interface SkipPenaltyOptions {
  /** How likely each place is looked at; beyond its end the discount of NDCG counts. */
  readonly examination: ArrayLike<number>;
  /** The most that an item may lose, in log-odds, above 0. */
  readonly maxPenalty: number;
  /** After how many days a sighting counts half. */
  readonly halfLifeDays: number;
  /** How many looks the average is worth: an item is lowered only once it was looked at about as often. Default 2. */
  readonly priorLooks?: number;
  /** ms since 1970 */
  readonly now: number;
}

/** What an item that was seen and passed over loses. */
export interface SkipPenalty {
  /** Log-odds, from `-maxPenalty` to below 0. */
  readonly logOdds: number;
  /** How often the shopper is likely to have looked at it, older looks counting less. */
  readonly looks: number;
  readonly clicks: number;
}

/**
 * Turns what was passed over into penalties: an item that was looked at more often than clicked loses the log-odds
 * between its own click rate per look and the average, `logit((c̄·prior + clicks) / (prior + looks)) - logit(c̄)`.
 *
 * A sighting low on the page is hardly a look, so that being low does not make an item sink. Penalties are bounded, and
 * fade as sightings do. Clicks above the average are no bonus: they are for the model to learn from.
 *
 * @returns by item id, only those that lose something
 */
export function skipPenalties(exposures: readonly Exposure[], options: SkipPenaltyOptions): Map<string, SkipPenalty> {
  const { examination, maxPenalty, halfLifeDays, priorLooks = 2, now } = options;
  const counts = new Map<string, { looks: number; clicks: number }>();
  let allLooks = 0;
  let allClicks = 0;
  for (const exposure of exposures) {
    const { itemId, place, shown, clicks } = fadeExposure(exposure, now, halfLifeDays);
    if (!(shown > 0 && place >= 0 && Number.isFinite(shown))) continue;
    const count = counts.get(itemId) ?? { looks: 0, clicks: 0 };
    const clicked = Math.min(shown, Math.max(0, clicks || 0));
    // What was clicked was looked at, whatever its place.
    const looks = clicked + (shown - clicked) * (examination[place] ?? expectedExamination(place));
    counts.set(itemId, { looks: count.looks + looks, clicks: count.clicks + clicked });
    allLooks += looks;
    allClicks += clicked;
  }
  // One click is added among all: before the first one nothing tells an item that is passed over from a shopper in no mood.
  const average = Math.min(0.5, (allClicks + 1) / (allLooks + 2));
  const penalties = new Map<string, SkipPenalty>();
  for (const [itemId, { looks, clicks }] of counts) {
    const rate = (average * priorLooks + clicks) / (priorLooks + looks);
    const logOdds = Math.max(-Math.abs(maxPenalty), logit(rate) - logit(average));
    if (logOdds < 0) penalties.set(itemId, { logOdds, looks, clicks });
  }
  return penalties;
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
