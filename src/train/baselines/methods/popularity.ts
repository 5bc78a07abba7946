import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { trainingSessions } from '../sessions/training-sessions.js';

type PopularityOptions = {
  /** How far back sessions count, as a share of the time that the log spans; 0 means all of it. */
  readonly window: number;
};

/** The items that most sessions hold, the same for everybody. */
export const popularity: BaselineDefinition<PopularityOptions> = {
  defaults: { window: 0 },
  grid: {},
  fit: fitPopularity,
};

/** The items that most of the newest sessions hold; between equals, those that most of all sessions do. */
export const recentPopularity: BaselineDefinition<PopularityOptions> = {
  defaults: { window: 0.075 },
  grid: { window: [0.3, 0.15, 0.075, 0.04, 0.02, 0.01, 0.005] },
  fit: fitPopularity,
};

function fitPopularity(input: BaselineInput, { window }: PopularityOptions): Baseline {
  const counts = sessionCounts(input, window);
  if (window > 0)
    popularityTies(input).forEach((tie, item) => {
      counts[item] += tie;
    });
  const scores = new Float32Array(input.nItems);
  return () => {
    scores.set(counts);
    return scores;
  };
}

/**
 * In how many sessions each item was met.
 *
 * @param window how far back they count, as a share of the time that the sessions span; 0 means all of it
 * @returns [nItems]
 */
export function sessionCounts(input: Pick<BaselineInput, 'shoppers' | 'until' | 'nItems'>, window = 0): Float32Array {
  const sessions = trainingSessions(input);
  const since =
    window === 0 ? Number.NEGATIVE_INFINITY : input.until - window * (input.until - (sessions[0]?.time ?? 0));
  const counts = new Float32Array(input.nItems);
  for (const { distinct, time } of sessions) {
    if (time >= since) for (const item of distinct) counts[item]++;
  }
  return counts;
}

/**
 * What is added to the score of every item, so that what a method cannot tell apart stands in the order of popularity.
 *
 * @param scale above the largest value; small beside what the method says
 * @returns in [0, scale), [nItems]
 */
export function popularityTies(input: Pick<BaselineInput, 'shoppers' | 'until' | 'nItems'>, scale = 1): Float32Array {
  const counts = sessionCounts(input);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  return counts.map((count) => (scale * count) / (most + 1));
}
