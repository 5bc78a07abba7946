import { type Clustering, checkPoints, noise } from '../points/clustering.js';

/**
 * The temperature at which `clusterProbabilities` are about as sure as they are right.
 *
 * Softmax of −d² / (2 σ²) is the posterior of round Gaussians of variance σ² in every direction. Embeddings spread
 * much in few directions and little in many, so that the mean variance would be far too sure and the total far too
 * unsure; σ² here is the mean over directions, each weighed by its share of the spread: with Σ the covariance of the
 * points about their centroids,
 *
 *     temperature = 2 · tr(Σ²) / tr(Σ)
 *
 * which is 2 tr(Σ) / D with D = tr(Σ)² / tr(Σ²), the participation ratio, as the number of directions.
 *
 * Noise lies about no centroid and is left out.
 *
 * @param points row-major, [n, size]
 * @returns above 0; 1 where every point lies on its centroid
 * @example fitTemperature(Float32Array.of(0, 2), 1, { labels: Int32Array.of(0, 0), centroids: Float32Array.of(1) }) // 2
 */
export function fitTemperature(
  points: Float32Array,
  size: number,
  { labels, centroids }: Pick<Clustering, 'labels' | 'centroids'>,
): number {
  checkPoints(points, size);
  const n = labels.reduce((count, label) => (label === noise ? count : count + 1), 0);
  const covariance = new Float64Array(size * size); // upper triangle
  const offset = new Float64Array(size);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === noise) continue;
    for (let d = 0; d < size; d++) offset[d] = points[i * size + d] - centroids[labels[i] * size + d];
    for (let d = 0; d < size; d++) {
      for (let e = d; e < size; e++) covariance[d * size + e] += (offset[d] * offset[e]) / n;
    }
  }
  let trace = 0;
  let traceOfSquare = 0;
  for (let d = 0; d < size; d++) {
    trace += covariance[d * size + d];
    traceOfSquare += covariance[d * size + d] ** 2;
    for (let e = d + 1; e < size; e++) traceOfSquare += 2 * covariance[d * size + e] ** 2;
  }
  return (2 * traceOfSquare) / trace || 1;
}
