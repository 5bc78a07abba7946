import { VitrineError } from '../../errors.js';

/** What is known of one candidate clustering. */
export interface ClusteringScores {
  readonly nClusters: number;
  /** Its mean silhouette. */
  readonly silhouette: number;
  /** What it adds to the quality of a ranking on validation; absent, or NaN, where that could not be measured. */
  readonly usefulness?: number;
  /** Shoppers of its smallest cluster. */
  readonly smallestSize: number;
}

/** The choice and the scores it was made on. */
export interface Choice {
  /** Index of the chosen candidate. */
  readonly chosen: number;
  /** [n] */
  readonly scores: readonly number[];
}

/**
 * Chooses among clusterings by how well they separate the shoppers and by what they do for ranking, each counting the
 * same:
 *
 *     score = (z(silhouette) + z(usefulness)) / 2
 *
 * z is the distance to the mean over the candidates in standard deviations, 0 where all are equal; without usefulness
 * the score is z(silhouette). The highest score wins, a tie goes to fewer clusters. A candidate with a cluster of fewer
 * than `minSize` shoppers is passed over, since such a cluster cannot be described, unless all have one.
 *
 * @throws VitrineError `DATA_EMPTY` when there is no candidate
 */
export function chooseClustering(candidates: readonly ClusteringScores[], minSize: number): Choice {
  if (candidates.length === 0) throw new VitrineError('DATA_EMPTY', 'there is no clustering to choose from');
  const silhouettes = standardize(candidates.map(({ silhouette }) => silhouette));
  const gains = candidates.map(({ usefulness }) => usefulness ?? Number.NaN);
  const isMeasured = gains.every((gain) => Number.isFinite(gain));
  const usefulness = isMeasured ? standardize(gains) : silhouettes;
  const scores = candidates.map((_, i) => (silhouettes[i] + usefulness[i]) / 2);
  const isDescribable = (i: number) => candidates[i].smallestSize >= minSize;
  const all = candidates.map((_, i) => i);
  const eligible = all.some(isDescribable) ? all.filter(isDescribable) : all;
  const chosen = eligible.reduce((best, i) => {
    const isTie = scores[i] === scores[best];
    const isBetter = isTie ? candidates[i].nClusters < candidates[best].nClusters : scores[i] > scores[best];
    return isBetter ? i : best;
  });
  return { chosen, scores };
}

function standardize(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  // A deviation within rounding of 0 would blow rounding up into scores.
  return values.map((value) => (deviation > 1e-12 * Math.abs(mean) ? (value - mean) / deviation : 0));
}
