import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import { clusterSizes, noise } from '../points/clustering.js';
import { loadRow, rowDistances } from '../points/row-distances.js';

/**
 * The silhouette of points: with a the mean distance to the others of a point's cluster, and b the least mean
 * distance to the points of another cluster,
 *
 *     s = (b - a) / max(a, b), and 0 for a point that is alone in its cluster
 *
 * It lies in -1..1. Distances are Euclidean. Noise counts against a clustering: a noise point is alone, its silhouette
 * 0, and the others are not measured against it. No matrix of distances is held: memory is O(n k), time O(n² size), or
 * O(m n size) for some points.
 *
 * @param points row-major, [n, size]
 * @param labels the cluster of each point, 0 or more, or `noise`, [n]
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
  const k = counts.length;
  if (!which) {
    const sums = sumAllDistances(points, size, labels, k);
    return Float64Array.from(labels, (own, i) => silhouetteOf(own, sums.subarray(i * k, (i + 1) * k), counts));
  }
  const distances = new Float64Array(labels.length);
  const row = new Float64Array(size);
  return Float64Array.from(which, (i) => {
    rowDistances(loadRow(row, points, i), points, 0, labels.length, distances);
    const sums = new Float64Array(k);
    for (let j = 0; j < labels.length; j++) if (labels[j] !== noise) sums[labels[j]] += Math.sqrt(distances[j]);
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
 * @throws VitrineError as `silhouettes`, and `OPTION_INVALID` when the sample is no whole number of points
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
  if (sampleSize < 1 || Number.isNaN(sampleSize) || (isSampled && !Number.isInteger(sampleSize))) {
    throw new VitrineError('OPTION_INVALID', `sampleSize is ${sampleSize}, expected a whole number from 1`);
  }
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

/** Points that others are measured against before the next: as many as a fast cache holds. */
const blockSize = 128;

/** The distances of each point to the points of each cluster, added up, [n, k]; each pair is measured once. */
function sumAllDistances(points: Float32Array, size: number, labels: Int32Array, k: number): Float64Array {
  const n = labels.length;
  const sums = new Float64Array(n * k);
  const distances = new Float64Array(n);
  const row = new Float64Array(size);
  for (let block = 0; block < n; block += blockSize) {
    const to = Math.min(n, block + blockSize);
    for (let i = 0; i < to; i++) {
      if (labels[i] === noise) continue;
      const from = Math.max(block, i + 1);
      rowDistances(loadRow(row, points, i), points, from, to, distances);
      for (let j = from; j < to; j++) {
        if (labels[j] === noise) continue;
        const distance = Math.sqrt(distances[j]);
        sums[i * k + labels[j]] += distance;
        sums[j * k + labels[i]] += distance;
      }
    }
  }
  return sums;
}

function silhouetteOf(own: number, sums: Float64Array, counts: Int32Array): number {
  if (own === noise || counts[own] === 1) return 0;
  const within = sums[own] / (counts[own] - 1);
  let between = Number.POSITIVE_INFINITY;
  for (let c = 0; c < counts.length; c++) {
    if (c !== own && counts[c] > 0) between = Math.min(between, sums[c] / counts[c]);
  }
  const scale = Math.max(within, between);
  return scale === 0 ? 0 : (between - within) / scale;
}
