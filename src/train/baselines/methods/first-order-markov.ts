import { lazyRows } from '../../numerics/sparse-rows.js';
import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { popularityTies } from './popularity.js';

type MarkovOptions = {
  /** Whether the first item of a session counts as following the last one of the session before. */
  readonly crossesSessions: boolean;
};

/**
 * The items that most often came right after the shopper's last one.
 *
 * Ties, such as between items that never followed, go to the more popular.
 *
 * @see Rendle, Freudenthaler and Schmidt-Thieme 2010, doi:10.1145/1772690.1772773, which it is the plainest case of
 */
export const firstOrderMarkov: BaselineDefinition<MarkovOptions> = {
  defaults: { crossesSessions: true },
  grid: { crossesSessions: [false] },
  fit: fitMarkov,
};

function fitMarkov(input: BaselineInput, { crossesSessions }: MarkovOptions): Baseline {
  const followers: number[][] = Array.from({ length: input.nItems }, () => []);
  for (const { steps } of input.shoppers) {
    for (let i = 1; i < steps.length; i++) {
      if (crossesSessions || steps[i].session === steps[i - 1].session)
        followers[steps[i - 1].item].push(steps[i].item);
    }
  }
  const rowOf = lazyRows(input.nItems, (item, add) => {
    for (const follower of followers[item]) add(follower, 1);
  });
  const ties = popularityTies(input);
  const scores = new Float32Array(input.nItems);
  return ({ steps }) => {
    scores.set(ties);
    const last = steps.at(-1);
    if (!last) return scores;
    const { items, values } = rowOf(last.item);
    for (let i = 0; i < items.length; i++) scores[items[i]] += values[i];
    return scores;
  };
}
