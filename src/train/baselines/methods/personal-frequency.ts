import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { sessionCounts } from './popularity.js';

type PersonalFrequencyOptions = {
  /** Sessions of the shopper after which a meeting counts half; 0 means that all count alike. */
  readonly halfLifeSessions: number;
  /** How far back the popularity counts that stands behind, as a share of the log's time; 0 means all of it. */
  readonly window: number;
};

/**
 * The items the shopper met most often before; between equals, and for a new shopper, the more popular ones.
 *
 *     score(i) = sum over meetings of i of 2^(-sessions since / halfLifeSessions), then popularity
 *
 * @see Hu, He, Gao and Zhang 2020, arXiv:2006.00556, on how strong it is for next baskets
 */
export const personalFrequency: BaselineDefinition<PersonalFrequencyOptions> = {
  defaults: { halfLifeSessions: 0, window: 0 },
  grid: { halfLifeSessions: [1, 2, 4, 8, 16, 32], window: [0.15, 0.075, 0.04, 0.02] },
  fit: fitPersonalFrequency,
};

function fitPersonalFrequency(input: BaselineInput, { halfLifeSessions, window }: PersonalFrequencyOptions): Baseline {
  const counts = sessionCounts(input, window);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  // A meeting of long ago still counts more than popularity, but for what is forgotten altogether.
  const ties = counts.map((count) => (1e-3 * count) / (most + 1));
  const scores = new Float32Array(input.nItems);
  return ({ steps }) => {
    scores.set(ties);
    const newest = steps.at(-1)?.session ?? 0;
    for (const { item, session } of steps) {
      scores[item] += halfLifeSessions === 0 ? 1 : 2 ** (-(newest - session) / halfLifeSessions);
    }
    return scores;
  };
}
