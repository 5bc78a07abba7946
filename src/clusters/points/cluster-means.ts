import { countLabels, noise } from './clustering.js';
import { squaredDistance } from './squared-distance.js';

/**
 * The mean of the points of each label; noise belongs to none.
 *
 * @param points row-major, [n, size]
 * @param labels [n]
 * @param counts how many points each label has, [k]
 * @returns row-major, [k, size]; zeros for a label without points
 * @example clusterMeans(Float32Array.of(0, 2, 9), 1, Int32Array.of(0, 0, 1)) // Float64Array [1, 9]
 */
export function clusterMeans(
  points: Float32Array,
  size: number,
  labels: Int32Array,
  counts: Int32Array = countLabels(labels),
): Float64Array {
  const means = new Float64Array(counts.length * size);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === noise) continue;
    for (let d = 0; d < size; d++) means[labels[i] * size + d] += points[i * size + d];
  }
  for (let p = 0; p < means.length; p++) means[p] /= Math.max(1, counts[Math.floor(p / size)]);
  return means;
}

/**
 * The sum of the squared distances of points to the centroids of their labels; noise adds nothing.
 *
 * @param centroids row-major, [k, size]
 */
export function inertiaOf(points: Float32Array, size: number, labels: Int32Array, centroids: Float32Array): number {
  let inertia = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== noise) inertia += squaredDistance(points, i, centroids, labels[i], size);
  }
  return inertia;
}
