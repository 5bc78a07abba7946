/**
 * What the lists that a method shows are like, whoever is right: how much of the catalogue they hold, how far from the
 * well-known, how mixed.
 */

/**
 * The share of the catalogue that at least one case was shown: `|union of the lists| / nItems`.
 *
 * @param lists what each case was shown, such as `topItems(scores, k)`
 * @example coverage([[0, 1], [1, 2]], 4) // 0.75
 */
export function coverage(lists: Iterable<ArrayLike<number>>, nItems: number): number {
  const shown = new Set<number>();
  for (const list of lists) for (let i = 0; i < list.length; i++) shown.add(list[i]);
  return nItems === 0 ? 0 : shown.size / nItems;
}

/**
 * The best k candidates, best first; a tie goes to the lower index. NaN and -Infinity are left out.
 *
 * @returns at most k indices
 * @example topItems([0.2, 0.9, NaN, 0.9], 2) // [1, 3]
 */
export function topItems(scores: ArrayLike<number>, k: number): number[] {
  const top: number[] = [];
  if (k < 1) return top;
  // What does not score above this is no candidate, or too late: nearly everything is refused by one comparison.
  let floor = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i] > floor)) continue;
    let place = Math.min(top.length, k - 1);
    while (place > 0 && scores[top[place - 1]] < scores[i]) {
      top[place] = top[place - 1];
      place--;
    }
    top[place] = i;
    if (top.length === k) floor = scores[top[k - 1]];
  }
  return top;
}

/**
 * How surprising a list is, in bits: the mean of `-log2(share(i))` over its items.
 *
 * @param informations `selfInformation` of every item, [nItems]
 * @param list rows of the items shown
 * @returns 0 for an empty list
 * @see Zhou et al. 2010, doi:10.1073/pnas.1000488107
 * @example novelty(Float64Array.of(1, 3), [0, 1]) // 2
 */
export function novelty(informations: Float64Array, list: readonly number[]): number {
  if (list.length === 0) return 0;
  return list.reduce((sum, item) => sum + informations[item], 0) / list.length;
}

/**
 * What it tells to see an item, in bits: `-log2((count + 1) / (total + nItems))`, so that an item that was never met is
 * very surprising, not infinitely.
 *
 * @param counts how often each item was met in training, [nItems]
 * @example selfInformation([3, 3]) // [1, 1]: shares 4/8 each
 */
export function selfInformation(counts: ArrayLike<number>): Float64Array {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i];
  return Float64Array.from(counts, (count) => -Math.log2((count + 1) / (total + counts.length)));
}

/**
 * How unlike each other the items of a list are, for several lengths of it: 1 less the mean of the similarity over all
 * pairs of the first k.
 *
 *     diversity@k = 1 - 2 / (k (k - 1)) * sum over i < j <= k of similarity(list[i], list[j])
 *
 * @param ks ascending or not; a list of fewer than two items has diversity 0
 * @returns by place in `ks`
 * @see Ziegler et al. 2005, doi:10.1145/1060745.1060754
 * @example intraListDiversity([0, 1], [2], () => 0.25) // [0.75]
 */
export function intraListDiversity(
  list: readonly number[],
  ks: readonly number[],
  similarity: (a: number, b: number) => number,
): number[] {
  const sums = [0];
  for (let j = 0; j < list.length; j++) {
    let sum = sums[j];
    for (let i = 0; i < j; i++) sum += similarity(list[i], list[j]);
    sums.push(sum);
  }
  return ks.map((k) => {
    const n = Math.min(k, list.length);
    return n < 2 ? 0 : 1 - sums[n] / ((n * (n - 1)) / 2);
  });
}
