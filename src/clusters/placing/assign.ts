import { VitrineError } from '../../errors.js';
import { noise } from '../points/clustering.js';
import { nearestCentroids } from '../points/nearest-centroids.js';
import { rowDistances } from '../points/row-distances.js';

/**
 * Labels each embedding with its nearest centroid (squared Euclidean distance).
 *
 * @param embeddings row-major, [n, size]
 * @param centroids row-major, [k, size]
 * @returns labels in 0..k-1, [n]; a tie goes to the lower label
 * @throws VitrineError `SHAPE_MISMATCH` when a length is no multiple of `size` or there is no centroid,
 *   `VALUE_NOT_FINITE` for an embedding that is near none because it holds NaN or an infinite value
 * @see Lloyd 1982, doi:10.1109/TIT.1982.1056489
 * @example assign(Float32Array.of(0, 9), Float32Array.of(1, 8), 1) // Int32Array [0, 1]
 */
export function assign(embeddings: Float32Array, centroids: Float32Array, size: number): Int32Array {
  checkCentroids(embeddings, centroids, size);
  const labels = new Int32Array(embeddings.length / size);
  nearestCentroids(embeddings, size, centroids, labels);
  const broken = labels.indexOf(noise);
  if (broken >= 0) throw notFinite(`embedding ${broken}`);
  return labels;
}

/**
 * How likely an embedding belongs to each cluster: softmax over clusters of −(squared distance) / temperature, which
 * is the posterior of a mixture of equal, round Gaussians of variance temperature / 2.
 *
 * @param embedding [size]
 * @param centroids row-major, [k, size]
 * @param temperature above 0; the smaller, the surer
 * @returns probabilities that sum to 1, [k]
 * @throws VitrineError as `assign`, and `OPTION_INVALID` for a temperature that is not above 0
 * @example clusterProbabilities(Float32Array.of(0), Float32Array.of(1, -1), 1, 1) // Float32Array [0.5, 0.5]
 */
export function clusterProbabilities(
  embedding: Float32Array,
  centroids: Float32Array,
  size: number,
  temperature: number,
): Float32Array {
  return likelihoods(clusterDistances(embedding, centroids, size), temperature);
}

/**
 * The squared Euclidean distance of one embedding to each centroid, in O(k).
 *
 * @param embedding [size]
 * @param centroids row-major, [k, size]
 * @returns [k]
 * @throws VitrineError as `assign`
 */
export function clusterDistances(embedding: Float32Array, centroids: Float32Array, size: number): Float64Array {
  const k = checkCentroids(embedding, centroids, size);
  if (embedding.length !== size) {
    throw new VitrineError('SHAPE_MISMATCH', `the embedding has ${embedding.length} values, expected ${size}`);
  }
  const distances = new Float64Array(k);
  rowDistances(new Float64Array(embedding), centroids, 0, k, distances);
  if (!distances.some(Number.isFinite)) throw notFinite('the embedding');
  return distances;
}

/**
 * Softmax of −distance / temperature.
 *
 * @param distances squared, one of them finite, [k]
 * @throws VitrineError `OPTION_INVALID` for a temperature that is not above 0
 */
export function likelihoods(distances: Float64Array, temperature: number): Float32Array {
  if (!(temperature > 0)) {
    throw new VitrineError('OPTION_INVALID', `the temperature is ${temperature}, expected a number above 0`);
  }
  const k = distances.length;
  const weights = new Float64Array(k);
  let least = distances[0];
  for (let c = 1; c < k; c++) least = Math.min(least, distances[c]);
  let total = 0;
  for (let c = 0; c < k; c++) {
    weights[c] = Math.exp((least - distances[c]) / temperature); // one is 1, and none overflows
    total += weights[c];
  }
  for (let c = 0; c < k; c++) weights[c] /= total;
  return new Float32Array(weights);
}

function checkCentroids(embeddings: Float32Array, centroids: Float32Array, size: number): number {
  const isWhole = embeddings.length % size === 0 && centroids.length % size === 0;
  if (!isWhole || centroids.length === 0) {
    throw new VitrineError(
      'SHAPE_MISMATCH',
      `found ${embeddings.length} embedding values and ${centroids.length} centroid values, expected multiples of ` +
        `the size ${size} and at least one centroid`,
    );
  }
  return centroids.length / size;
}

function notFinite(what: string): VitrineError {
  return new VitrineError(
    'VALUE_NOT_FINITE',
    `${what} holds NaN or an infinite value, so no cluster is nearest: encode the sequence again`,
  );
}
