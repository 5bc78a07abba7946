import type { ReplayStep } from './replay-shopper.js';

/**
 * What a replay came to, in one sentence that is as plain when the model got worse.
 *
 * @param steps the first is the shop's own order, the last the model's after the whole order
 */
export function replayVerdict(steps: readonly ReplayStep[]): string {
  const [before, after] = [steps[0], steps[steps.length - 1]];
  const moved = `from place ${before.inCatalogue} to ${after.inCatalogue} in the whole shop, from ${before.inCategory} to ${after.inCategory} in its category`;
  if (after.inCatalogue < before.inCatalogue) return `What they also bought moved up, ${moved}.`;
  if (after.inCatalogue > before.inCatalogue)
    return `The model got this one wrong: what they also bought fell ${moved}.`;
  return `No change: what they also bought stayed, ${moved}.`;
}
