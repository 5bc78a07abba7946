/**
 * How well an order serves what the shopper really did next.
 *
 * Every measure but coverage reads the ranks of one case's targets, as `rankOfTarget` or `ranksOfTargets` give them
 * (1 is best, Infinity is a miss whatever k is), and lies in [0, 1]; a benchmark quotes its mean over the cases.
 */

/**
 * The place of a target when the candidates are ordered by score, ties counting against it:
 *
 *     rank = 1 + |{ other candidates i : not (scores[i] < scores[target]) }|
 *
 * A competitor that is NaN so stands before the target, and a target that is NaN is a miss: no broken score helps.
 * A candidate that shall not compete (an item the shopper has already) is scored -Infinity.
 *
 * @param scores one score a candidate, [n]
 * @param target index of the item that the shopper chose
 * @returns 1..n, or Infinity when the target is no candidate or scores NaN
 * @example rankOfTarget([0.1, 0.9, 0.9, 0.3], 1) // 2: the other .9 counts against it
 */
export function rankOfTarget(scores: ArrayLike<number>, target: number): number {
  const score = scores[target];
  if (score === undefined || Number.isNaN(score)) return Number.POSITIVE_INFINITY;
  let rank = 0; // the target itself is not below its own score: it gives the 1
  for (let i = 0; i < scores.length; i++) if (!(scores[i] < score)) rank++;
  return rank;
}

/**
 * `rankOfTarget` of each target, other targets being competitors like any candidate.
 *
 * @returns as many ranks as targets, in their order
 * @example ranksOfTargets([3, 2, 1], [2, 0]) // [3, 1]
 */
export function ranksOfTargets(scores: ArrayLike<number>, targets: readonly number[]): number[] {
  return targets.map((target) => rankOfTarget(scores, target));
}

/**
 * Whether any target is among the first k: `1 if min(ranks) <= k else 0`.
 *
 * @example hitRate([12, 3], 5) // 1
 */
export function hitRate(ranks: readonly number[], k: number): number {
  return ranks.some((rank) => rank <= k) ? 1 : 0;
}

/**
 * The share of the targets that are among the first k: `|{ r in ranks : r <= k }| / |ranks|`; 0 for no target.
 *
 * @example recall([12, 3, 4, 40], 5) // 0.5
 */
export function recall(ranks: readonly number[], k: number): number {
  if (ranks.length === 0) return 0;
  return ranks.filter((rank) => rank <= k).length / ranks.length;
}

/**
 * The reciprocal of the best target's rank: `1 / min(ranks) if min(ranks) <= k else 0`. Its mean is MRR@k.
 *
 * @example mrr([12, 4], 5) // 0.25
 */
export function mrr(ranks: readonly number[], k: number): number {
  const best = Math.min(...ranks);
  return best <= k ? 1 / best : 0;
}

/**
 * Discounted gain of the targets over that of the best order, each target being worth the same:
 *
 *     ndcg = sum over ranks r <= k of 1 / log2(1 + r)  /  sum over i in 1..min(k, |ranks|) of 1 / log2(1 + i)
 *
 * For one target that is `1 / log2(1 + rank)` within k, 0 beyond it.
 *
 * @see Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418
 * @example ndcg([3], 5) // 0.5
 */
export function ndcg(ranks: readonly number[], k: number): number {
  if (ranks.length === 0) return 0;
  let gain = 0;
  for (const rank of ranks) if (rank <= k) gain += 1 / Math.log2(1 + rank);
  let best = 0;
  for (let rank = 1; rank <= Math.min(k, ranks.length); rank++) best += 1 / Math.log2(1 + rank);
  return best === 0 ? 0 : gain / best;
}

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
  for (let i = 0; i < scores.length; i++) {
    const isCandidate = scores[i] > Number.NEGATIVE_INFINITY;
    if (!isCandidate || (top.length === k && !(scores[i] > scores[top[k - 1]]))) continue;
    let place = Math.min(top.length, k - 1);
    // Insertion keeps the few best in order; nearly every candidate was refused above.
    while (place > 0 && scores[top[place - 1]] < scores[i]) {
      top[place] = top[place - 1];
      place--;
    }
    top[place] = i;
  }
  return top;
}
