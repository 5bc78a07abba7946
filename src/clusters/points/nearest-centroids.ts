import { noise } from './clustering.js';
import { loadRow, rowDistances } from './row-distances.js';

/**
 * Writes each point's nearest centroid (squared Euclidean distance) to `labels`, and how far that is to `distances`; a
 * tie goes to the lower label, and a point that is near none, since it holds NaN or an infinite value, is `noise`.
 *
 * @param points row-major, [n, size]
 * @param centroids row-major, [k, size]
 * @param labels [n]
 * @param distances [n]
 */
export function nearestCentroids(
  points: Float32Array,
  size: number,
  centroids: Float32Array | Float64Array,
  labels: Int32Array,
  distances?: Float64Array,
): void {
  const k = centroids.length / size;
  // Read as they are stored for a point or two, since widening takes longer than measuring; for many it pays.
  const rows = labels.length < 8 ? centroids : new Float64Array(centroids);
  const row = new Float64Array(size);
  const toCentroids = new Float64Array(k);
  for (let i = 0; i < labels.length; i++) {
    rowDistances(loadRow(row, points, i), rows, 0, k, toCentroids);
    let nearest = noise;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      if (toCentroids[c] < least) {
        least = toCentroids[c];
        nearest = c;
      }
    }
    labels[i] = nearest;
    if (distances) distances[i] = least;
  }
}
