import { clusterMeans } from '../points/cluster-means.js';
import { clusterSizes, noise } from '../points/clustering.js';
import { squaredDistance } from '../points/squared-distance.js';

/**
 * The Calinski-Harabasz index: how far the clusters lie apart over how far their points lie apart,
 *
 *     (B / (k - 1)) / (W / (n - k))
 *
 * with B the sum over points of the squared distance of their cluster's mean to the mean of all, and W that of the
 * points to their cluster's mean. Higher is better; Infinity where every point lies on its mean, 0
 * where all points lie on one another.
 *
 * Noise counts against a clustering: the index is that of the n points in clusters, times their share of all points.
 *
 * @param points row-major, [n, size]
 * @param labels the cluster of each point, 0 or more, or `noise`, [n]
 * @throws VitrineError `DATA_TOO_SMALL` for fewer than two clusters, `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`
 * @see Caliński and Harabasz 1974, doi:10.1080/03610927408827101
 * @example calinskiHarabasz(Float32Array.of(0, 2, 10, 12), 1, Int32Array.of(0, 0, 1, 1)) // 50
 */
export function calinskiHarabasz(points: Float32Array, size: number, labels: Int32Array): number {
  const counts = clusterSizes(points, size, labels);
  const centres = clusterMeans(points, size, labels, counts);
  const n = counts.reduce((sum, count) => sum + count, 0);
  const isIn = labels.map((label) => Math.min(label, 0)); // 0, or noise
  const centre = clusterMeans(points, size, isIn);
  let between = 0;
  let within = 0;
  labels.forEach((label, i) => {
    if (label === noise) return;
    between += squaredDistance(centres, label, centre, 0, size);
    within += squaredDistance(points, i, centres, label, size);
  });
  const k = counts.filter((count) => count > 0).length;
  if (within === 0) return between === 0 ? 0 : Number.POSITIVE_INFINITY;
  return (between / (k - 1) / (within / (n - k))) * (n / labels.length);
}

/**
 * The Davies-Bouldin index: for each cluster the worst likeness to another, averaged,
 *
 *     mean over i of max over j ≠ i of (s_i + s_j) / d_ij
 *
 * with s the mean distance of a cluster's points to their mean, and d the distance between means. Lower is better.
 *
 * Noise counts against a clustering: the index is that of the points in clusters, over their share of all points.
 *
 * @param points row-major, [n, size]
 * @param labels the cluster of each point, 0 or more, or `noise`, [n]
 * @throws VitrineError `DATA_TOO_SMALL` for fewer than two clusters, `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`
 * @see Davies and Bouldin 1979, doi:10.1109/TPAMI.1979.4766909
 * @example daviesBouldin(Float32Array.of(0, 2, 10, 12), 1, Int32Array.of(0, 0, 1, 1)) // 0.2
 */
export function daviesBouldin(points: Float32Array, size: number, labels: Int32Array): number {
  const counts = clusterSizes(points, size, labels);
  const centres = clusterMeans(points, size, labels, counts);
  const spreads = new Float64Array(counts.length);
  labels.forEach((label, i) => {
    if (label === noise) return;
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
  const n = counts.reduce((sum, count) => sum + count, 0);
  return (worst.reduce((sum, value) => sum + value, 0) / clusters.length) * (labels.length / n);
}

/** Two clusters that are each one point, repeated, at the same place are not told apart at all. */
function likeness(spread: number, distance: number): number {
  return spread === 0 && distance === 0 ? Number.POSITIVE_INFINITY : spread / distance;
}
