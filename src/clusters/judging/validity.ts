import { clusterSizes } from '../clustering.js';
import { squaredDistance } from '../squared-distance.js';

/**
 * The Calinski-Harabasz index: how far the clusters lie apart over how far their points lie apart,
 *
 *     (B / (k - 1)) / (W / (n - k))
 *
 * with B the sum over points of the squared distance of their cluster's mean to the mean of all, and W that of the
 * points to their cluster's mean. Higher is better; Infinity where every point lies on its mean.
 *
 * @param points row-major, [n, size]
 * @param labels the cluster of each point, 0 or more, [n]
 * @throws VitrineError `DATA_TOO_SMALL` for fewer than two clusters, `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`
 * @see Caliński and Harabasz 1974, doi:10.1080/03610927408827101
 * @example calinskiHarabasz(Float32Array.of(0, 2, 10, 12), 1, Int32Array.of(0, 0, 1, 1)) // 50
 */
export function calinskiHarabasz(points: Float32Array, size: number, labels: Int32Array): number {
  const counts = clusterSizes(points, size, labels);
  const centres = clusterMeans(points, size, labels, counts);
  const centre = clusterMeans(points, size, new Int32Array(labels.length), Int32Array.of(labels.length));
  let between = 0;
  let within = 0;
  labels.forEach((label, i) => {
    between += squaredDistance(centres, label, centre, 0, size);
    within += squaredDistance(points, i, centres, label, size);
  });
  const k = counts.filter((count) => count > 0).length;
  return between / (k - 1) / (within / (labels.length - k));
}

/**
 * The Davies-Bouldin index: for each cluster the worst likeness to another, averaged,
 *
 *     mean over i of max over j ≠ i of (s_i + s_j) / d_ij
 *
 * with s the mean distance of a cluster's points to their mean, and d the distance between means. Lower is better.
 *
 * @param points row-major, [n, size]
 * @param labels the cluster of each point, 0 or more, [n]
 * @throws VitrineError `DATA_TOO_SMALL` for fewer than two clusters, `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`
 * @see Davies and Bouldin 1979, doi:10.1109/TPAMI.1979.4766909
 * @example daviesBouldin(Float32Array.of(0, 2, 10, 12), 1, Int32Array.of(0, 0, 1, 1)) // 0.2
 */
export function daviesBouldin(points: Float32Array, size: number, labels: Int32Array): number {
  const counts = clusterSizes(points, size, labels);
  const centres = clusterMeans(points, size, labels, counts);
  const spreads = new Float64Array(counts.length);
  labels.forEach((label, i) => {
    spreads[label] += Math.sqrt(squaredDistance(points, i, centres, label, size)) / counts[label];
  });
  const clusters = [...counts.keys()].filter((c) => counts[c] > 0);
  const worst = clusters.map((i) =>
    Math.max(
      ...clusters
        .filter((j) => j !== i)
        .map((j) => likeness(spreads[i] + spreads[j], Math.sqrt(squaredDistance(centres, i, centres, j, size)))),
    ),
  );
  return worst.reduce((sum, value) => sum + value, 0) / clusters.length;
}

/** Two clusters that are each one point, repeated, at the same place are not told apart at all. */
function likeness(spread: number, distance: number): number {
  return spread === 0 && distance === 0 ? Number.POSITIVE_INFINITY : spread / distance;
}

/** Row-major, [k, size]; zeros for a label without points. */
function clusterMeans(points: Float32Array, size: number, labels: Int32Array, counts: Int32Array): Float64Array {
  const centres = new Float64Array(counts.length * size);
  labels.forEach((label, i) => {
    for (let d = 0; d < size; d++) centres[label * size + d] += points[i * size + d] / counts[label];
  });
  return centres;
}
