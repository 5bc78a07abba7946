import type { Baseline, BaselineInput } from './baseline.js';

/**
 * The items that most often came right after the shopper's last one, in the same session or as the first of the next.
 *
 * Ties, such as between items that never followed, go to the more popular.
 */
export function firstOrderMarkov({ shoppers, nItems }: BaselineInput): Baseline {
  const followers: Map<number, number>[] = Array.from({ length: nItems }, () => new Map());
  const popular = new Float32Array(nItems);
  for (const { steps } of shoppers) {
    steps.forEach(({ item }, i) => {
      popular[item]++;
      if (i === 0) return;
      const after = followers[steps[i - 1].item];
      after.set(item, (after.get(item) ?? 0) + 1);
    });
  }
  const mostPopular = popular.reduce((a, b) => Math.max(a, b), 1);
  return ({ steps }) => {
    const scores = popular.map((count) => count / (mostPopular + 1));
    const last = steps.at(-1);
    if (last) for (const [item, count] of followers[last.item]) scores[item] += count;
    return scores;
  };
}
