import { createRandom } from '../../random.js';
import { clusterSizes } from '../clustering.js';
import { squaredDistance } from '../squared-distance.js';

/**
 * The silhouette of points: with a the mean distance to the others of a point's cluster, and b the least mean
 * distance to the points of another cluster,
 *
 *     s = (b - a) / max(a, b), and 0 for a point that is alone in its cluster
 *
 * It lies in -1..1. Distances are Euclidean. Time is O(m n size), memory O(n): no matrix of distances is held.
 *
 * @param points row-major, [n, size]
 * @param labels the cluster of each point, 0 or more, [n]
 * @param which indices of the points to judge, against all points, [m]; all of them by default
 * @returns [m]
 * @throws VitrineError `DATA_TOO_SMALL` for fewer than two clusters, `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`
 * @see Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7
 * @example silhouettes(Float32Array.of(0, 1, 10), 1, Int32Array.of(0, 0, 1)) // Float64Array [0.9, 0.888889, 0]
 */
export function silhouettes(
  points: Float32Array,
  size: number,
  labels: Int32Array,
  which?: ArrayLike<number>,
): Float64Array {
  const counts = clusterSizes(points, size, labels);
  return Float64Array.from(which ?? Int32Array.from(labels.keys()), (i) => {
    const sums = new Float64Array(counts.length);
    for (let j = 0; j < labels.length; j++) sums[labels[j]] += Math.sqrt(squaredDistance(points, i, points, j, size));
    return silhouetteOf(labels[i], sums, counts);
  });
}

/** A mean over a sample, and how far it may be from the mean over all. */
export interface SampledSilhouette {
  readonly mean: number;
  /** The standard error of `mean`; 0 when every point was judged. */
  readonly standardError: number;
}

/**
 * The mean silhouette of a random sample of the points, each judged against all points; exact where the sample holds
 * every point.
 *
 * @throws VitrineError as `silhouettes`
 * @example meanSilhouette(Float32Array.of(0, 1, 9, 10), 1, Int32Array.of(0, 0, 1, 1)).mean // 0.888545
 */
export function meanSilhouette(
  points: Float32Array,
  size: number,
  labels: Int32Array,
  { sampleSize = Number.POSITIVE_INFINITY, seed = 0 }: { sampleSize?: number; seed?: number } = {},
): SampledSilhouette {
  const n = labels.length;
  const isSampled = sampleSize < n;
  const which = isSampled
    ? createRandom(seed).shuffle(Int32Array.from(labels.keys())).subarray(0, sampleSize)
    : undefined;
  const values = silhouettes(points, size, labels, which);
  const m = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / m;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, m - 1);
  // Drawn without replacement: the finite population correction.
  return { mean, standardError: Math.sqrt((variance / m) * (1 - m / n)) };
}

function silhouetteOf(own: number, sums: Float64Array, counts: Int32Array): number {
  if (counts[own] === 1) return 0;
  const within = sums[own] / (counts[own] - 1);
  let between = Number.POSITIVE_INFINITY;
  for (let c = 0; c < counts.length; c++) {
    if (c !== own && counts[c] > 0) between = Math.min(between, sums[c] / counts[c]);
  }
  const scale = Math.max(within, between);
  return scale === 0 ? 0 : (between - within) / scale;
}
