import type { Random } from '../../random.js';
import type { Composition } from './composition.js';

/**
 * Chooses items whose own rows are left out of a step, each with the same chance: they are known by what they are called
 * alone, as an item is that nobody has met yet. One of which nothing else is known keeps its own.
 *
 * @param items of the step, each once
 * @returns 1 for the rows of the parameter table that are left out, [nRows]
 * @see Volkovs et al. 2017 (DropoutNet), NeurIPS 30
 */
export function leaveIdsOut(
  { nRows, starts }: Composition,
  items: Int32Array,
  share: number,
  random: Random,
): Uint8Array {
  const leftOut = new Uint8Array(nRows);
  for (const item of items) {
    const hasMore = starts[item + 1] - starts[item] > 1;
    if (hasMore && random.next() < share) leftOut[item] = 1;
  }
  return leftOut;
}
