import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import { assign } from '../assign.js';
import { type Clustering, checkPoints, type Fit } from '../clustering.js';
import { squaredDistance } from '../squared-distance.js';
import { chooseStart } from './choose-start.js';
import { lloyd } from './lloyd.js';

/** Named as in scikit-learn's KMeans. */
export interface KMeansOptions {
  readonly nClusters: number;
  /** Starts, of which the one that ends with the least inertia is kept. Default 10. */
  readonly nInit?: number;
  /** Rounds at most for each start. Default 300. */
  readonly maxIter?: number;
  /** A start ends when its centroids move, in sum of squares, by no more than this share of the mean variance. Default 1e-4. */
  readonly tol?: number;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * Groups points around `nClusters` centroids so that the sum of squared distances is small: Lloyd's algorithm from
 * several k-means++ starts. No cluster is left empty.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for an option out of range, `DATA_TOO_SMALL` for fewer distinct points than
 *   clusters, and as `checkPoints`
 * @see Arthur and Vassilvitskii 2007; Lloyd 1982, doi:10.1109/TIT.1982.1056489
 * @example kMeans(Float32Array.of(0, 1, 9, 10), 1, { nClusters: 2 }).inertia // 1
 */
export const kMeans: Fit<KMeansOptions> = (points, size, options) => {
  checkPoints(points, size);
  const { nClusters, nInit = 10, maxIter = 300, tol = 1e-4, seed = 0 } = options;
  for (const [name, value] of Object.entries({ nClusters, nInit, maxIter })) {
    if (!Number.isInteger(value) || value < 1) throw invalid(name, value, 'a whole number from 1');
  }
  if (!(tol >= 0)) throw invalid('tol', tol, 'a number from 0');

  const random = createRandom(seed);
  const leastMove = tol * meanVariance(points, size);
  let best: Clustering | undefined;
  for (let start = 0; start < nInit; start++) {
    const centroids = lloyd(points, size, chooseStart(points, size, nClusters, random), maxIter, leastMove);
    const clustering = toClustering(points, size, Float32Array.from(centroids));
    if (!best || clustering.inertia < best.inertia) best = clustering;
  }
  return best as Clustering;
};

/** Labels and inertia follow from the centroids as they are stored, in 32 bits. */
function toClustering(points: Float32Array, size: number, centroids: Float32Array): Clustering {
  const labels = assign(points, centroids, size);
  let inertia = 0;
  labels.forEach((label, i) => {
    inertia += squaredDistance(points, i, centroids, label, size);
  });
  return { labels, centroids, inertia };
}

/** The variance of each coordinate over the points, averaged over the coordinates. */
function meanVariance(points: Float32Array, size: number): number {
  const n = points.length / size;
  let total = 0;
  for (let d = 0; d < size; d++) {
    let sum = 0;
    for (let i = d; i < points.length; i += size) sum += points[i];
    const mean = sum / n;
    for (let i = d; i < points.length; i += size) total += (points[i] - mean) ** 2;
  }
  return total / points.length;
}

function invalid(name: string, value: number, expected: string): VitrineError {
  return new VitrineError('OPTION_INVALID', `${name} is ${value}, expected ${expected}`);
}
