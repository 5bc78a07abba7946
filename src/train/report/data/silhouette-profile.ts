import { silhouettes } from '../../../clusters/judging/silhouette.js';
import { takeEvenly } from '../../numerics/take-evenly.js';

/** The silhouettes of shoppers, cluster by cluster; plain JSON. */
export interface SilhouetteProfile {
  /** For each cluster, quantiles of its shoppers' silhouettes, the highest first, [nClusters]. */
  readonly clusters: readonly {
    /** Sampled shoppers in it. */
    readonly size: number;
    /** null where there is none. */
    readonly mean: number | null;
    readonly values: readonly number[];
  }[];
  readonly mean: number;
  /** Shoppers that were judged, and those that they were judged against. */
  readonly nJudged: number;
  readonly nAll: number;
}

/** Shoppers that are judged, at most, each against all. */
const maxJudged = 1500;

/** Values a cluster, at most: what a bar chart of this size can show. */
const maxValues = 48;

/**
 * Measures the silhouettes that a silhouette plot shows.
 *
 * @param embeddings row-major, [n, size]
 * @param labels [n]
 * @throws VitrineError `DATA_TOO_SMALL` where all shoppers are in one cluster
 * @see Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7
 */
export function profileSilhouettes(
  embeddings: Float32Array,
  size: number,
  labels: Int32Array,
  nClusters: number,
): SilhouetteProfile {
  const judged = takeEvenly(Array.from(labels.keys()), maxJudged);
  const values = silhouettes(embeddings, size, labels, judged);
  return {
    clusters: Array.from({ length: nClusters }, (_, cluster) => {
      const own = values
        .filter((_, i) => labels[judged[i]] === cluster)
        .sort()
        .reverse();
      return {
        size: own.length,
        mean: own.length > 0 ? meanOf(own) : null,
        values: takeEvenly(Array.from(own), maxValues),
      };
    }),
    mean: meanOf(values),
    nJudged: judged.length,
    nAll: labels.length,
  };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
