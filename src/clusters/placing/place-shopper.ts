import { noise } from '../points/clustering.js';
import { clusterDistances, likelihoods } from './assign.js';

/** Where clusters lie, as a model tells it. */
export interface ClusterPlaces {
  /** Row-major, [k, size]. */
  readonly centroids: Float32Array;
  /** Above 0, see `clusterProbabilities`. */
  readonly temperature: number;
  /** See `fitRadii`, [k]; without them nobody is an outlier. */
  readonly radii?: Float32Array;
}

/** Where one shopper is among clusters. */
export interface Placement {
  /** The nearest cluster; `noise` for an outlier, who is none of these. */
  readonly cluster: number;
  /** How likely each cluster is, given that it is one of them: sums to 1, [k]. */
  readonly probabilities: Float32Array;
  /** Euclidean, [k]. */
  readonly distances: Float32Array;
}

/**
 * Places one shopper among clusters, in O(k): the nearest, how likely each is, how far each is; and none of them where
 * the shopper is farther from every centroid than its radius.
 *
 * @param standing [size]
 * @param size of an embedding
 * @throws VitrineError as `clusterProbabilities`
 * @example
 * placeShopper(Float32Array.of(50), { centroids: Float32Array.of(0, 2), temperature: 1, radii: Float32Array.of(1, 1) }, 1)
 * // { cluster: -1, probabilities: [0, 1], distances: [50, 48] }
 */
export function placeShopper(standing: Float32Array, clusters: ClusterPlaces, size: number): Placement {
  const { centroids, temperature, radii } = clusters;
  const squared = clusterDistances(standing, centroids, size);
  let nearest = 0;
  for (let c = 1; c < squared.length; c++) if (squared[c] < squared[nearest]) nearest = c;
  const distances = Float32Array.from(squared, Math.sqrt);
  const isOutlier = radii !== undefined && distances.every((distance, c) => distance > radii[c]);
  return { cluster: isOutlier ? noise : nearest, probabilities: likelihoods(squared, temperature), distances };
}
