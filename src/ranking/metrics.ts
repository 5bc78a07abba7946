/**
 * How well an order serves what the shopper really did next.
 *
 * Every measure reads the ranks of one case's targets, as `rankOfTarget` or `ranksOfTargets` give them (1 is best,
 * Infinity is a miss whatever k is; a tie counts against the target), and lies in [0, 1]; a benchmark quotes its mean
 * over the cases.
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
 * @returns 1..n, or Infinity when the target is no candidate, or scores NaN or -Infinity
 * @example rankOfTarget([0.1, 0.9, 0.9, 0.3], 1) // 2: the other .9 counts against it
 */
export function rankOfTarget(scores: ArrayLike<number>, target: number): number {
  const score = scores[target];
  const isCandidate = score > Number.NEGATIVE_INFINITY; // also false for NaN and undefined
  if (!isCandidate) return Number.POSITIVE_INFINITY;
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
 * The share of the first k places that targets fill: `|{ r in ranks : r <= k }| / k`, however few targets there are.
 *
 * @example precision([12, 3, 4, 40], 5) // 0.4
 */
export function precision(ranks: readonly number[], k: number): number {
  return ranks.filter((rank) => rank <= k).length / k;
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
 * The precision at each target that was found, averaged over the targets that could be; its mean is MAP@k:
 *
 *     averagePrecision = sum over i-th best ranks r_i <= k of i / r_i  /  min(k, |ranks|)
 *
 * For one target that is the reciprocal rank.
 *
 * @see Manning, Raghavan and Schütze 2008, "Introduction to Information Retrieval", 8.4
 * @example averagePrecision([4, 1], 5) // 0.75: the mean of 1/1 and 2/4
 */
export function averagePrecision(ranks: readonly number[], k: number): number {
  if (ranks.length === 0) return 0;
  const found = ranks.filter((rank) => rank <= k).sort((a, b) => a - b);
  return found.reduce((sum, rank, i) => sum + (i + 1) / rank, 0) / Math.min(k, ranks.length);
}
