import type { Baseline, BaselineInput } from './baseline.js';
import { sessionCounts } from './popularity.js';

/**
 * The items the shopper met most often before; between equals, and for a new shopper, the more popular ones.
 */
export function personalFrequency(input: BaselineInput): Baseline {
  const popular = sessionCounts(input);
  const mostPopular = popular.reduce((a, b) => Math.max(a, b), 1);
  return ({ steps }) => {
    const scores = popular.map((count) => count / (mostPopular + 1));
    for (const { item } of steps) scores[item]++;
    return scores;
  };
}
