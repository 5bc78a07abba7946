import type { Choice, ClusteringScores } from './choose-clustering.js';

/** What is known of one candidate, with the standard error of its silhouette. */
export interface SampledScores extends ClusteringScores {
  readonly silhouetteError: number;
}

/** Standard errors by which a silhouette has to be higher. */
const leastErrors = 2;

/**
 * Chooses a clustering that goes on from an earlier one: as many clusters as there were, unless another number
 * separates the shoppers better by more than two standard errors, and serves the ranking no worse. Of several such the
 * one of the highest silhouette is taken.
 *
 * People know the clusters by then: noise in an index is no reason to change them.
 *
 * A candidate with a cluster of fewer than `minSize` shoppers is passed over, unless all have one.
 *
 * @param nBefore how many clusters there were; where no candidate has as many, the nearest number stands for it
 */
export function chooseSteadily(candidates: readonly SampledScores[], nBefore: number, minSize = 0): Choice {
  const scores = candidates.map(({ silhouette }) => silhouette);
  const isAnyLarge = candidates.some(({ smallestSize }) => smallestSize >= minSize);
  const isLarge = ({ smallestSize }: SampledScores) => smallestSize >= minSize || !isAnyLarge;
  const apart = candidates.map((one) => (isLarge(one) ? Math.abs(one.nClusters - nBefore) : Number.POSITIVE_INFINITY));
  const same = apart.indexOf(Math.min(...apart));
  const before = candidates[same];
  const isBetter = ({ silhouette, silhouetteError, usefulness = 0 }: SampledScores) =>
    silhouette - before.silhouette > leastErrors * Math.max(silhouetteError, before.silhouetteError) &&
    !(usefulness < (before.usefulness ?? 0));
  const chosen = candidates.reduce(
    (best, candidate, i) =>
      isLarge(candidate) && isBetter(candidate) && (best === same || scores[i] > scores[best]) ? i : best,
    same,
  );
  return { chosen, scores };
}
