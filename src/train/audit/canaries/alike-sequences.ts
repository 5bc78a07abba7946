import type { Random } from '../../../random.js';

/**
 * Returns a function that draws random sequences as long as a given one, whose items are each about as popular as the
 * item in the same place.
 *
 * @param counts how often each item was met, [nItems]
 * @param random chooses among the items near in popularity: a twentieth of all on either side, and at least ten
 */
export function createAlikeSequences(
  counts: ArrayLike<number>,
  random: Random,
): (items: readonly number[]) => number[] {
  const byPopularity = Int32Array.from({ length: counts.length }, (_, i) => i).sort((a, b) => counts[a] - counts[b]);
  const placeOf = new Int32Array(counts.length);
  byPopularity.forEach((item, place) => {
    placeOf[item] = place;
  });
  const reach = Math.max(10, Math.ceil(counts.length / 20));
  return (items) => {
    const drawn = new Set<number>();
    for (const item of items) {
      const low = Math.max(0, placeOf[item] - reach);
      const high = Math.min(counts.length - 1, placeOf[item] + reach);
      const free = Array.from(byPopularity.subarray(low, high + 1)).filter((other) => !drawn.has(other));
      // A sequence longer than its neighbourhood takes whatever is left of the catalogue.
      const choices = free.length > 0 ? free : Array.from(byPopularity).filter((other) => !drawn.has(other));
      drawn.add(choices[random.integer(choices.length)]);
    }
    return [...drawn];
  };
}
