import { createRandom } from '../../random.js';
import { createNearest, type Nearest } from '../kernel/create-nearest.js';
import { checkCounts, invalidOption } from '../points/check-options.js';
import { type Clustering, checkPoints, checkRows, type Fit } from '../points/clustering.js';
import { nearestCentroids } from '../points/nearest-centroids.js';
import { chooseStart } from './choose-start.js';
import { toDirections } from './directions.js';
import { lloyd } from './lloyd.js';
import { miniBatches } from './mini-batches.js';

/** Named as in scikit-learn's KMeans and MiniBatchKMeans. */
export interface KMeansOptions {
  readonly nClusters: number;
  /**
   * What distance is: between points, or between their directions, where centroids are directions too (of length 1)
   * and inertia is the sum of 2 (1 - cosine). Default 'euclidean'.
   */
  readonly metric?: 'euclidean' | 'cosine';
  /**
   * Learn from so many points at a time, drawn at random, instead of from all in each round: for hundreds of thousands
   * of points. A cluster that no batch feeds may end up empty. Default none.
   */
  readonly batchSize?: number;
  /** Starts, of which the one that ends with the least inertia is kept; with batches, that begins with it. Default 10, with batches 1. */
  readonly nInit?: number;
  /** Rounds over the points at most for each start. Default 300, with batches 100. */
  readonly maxIter?: number;
  /**
   * A start ends when its centroids move, in sum of squares, by no more than this share of the mean variance. Default
   * 1e-4. Batches end when inertia stops falling.
   */
  readonly tol?: number;
  /** Default 0. */
  readonly seed?: number;
  /**
   * Where to begin, row-major, [nClusters, size], such as the centroids of an earlier fit: there is one start then,
   * whatever `nInit` says. Not with batches.
   */
  readonly start?: Float32Array;
}

/**
 * Groups points around `nClusters` centroids so that the sum of squared distances is small: Lloyd's algorithm from
 * several k-means++ starts or a given one, or mini-batches from the best of them. Without batches no cluster is left empty.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for an option out of range, `DATA_TOO_SMALL` for fewer distinct points than
 *   clusters, `VALUE_NOT_FINITE` for a point at the origin where directions count, and as `checkPoints`
 * @see Arthur and Vassilvitskii 2007; Lloyd 1982, doi:10.1109/TIT.1982.1056489; Dhillon and Modha 2001,
 *   doi:10.1023/A:1007612920971 (directions)
 * @example kMeans(Float32Array.of(0, 1, 9, 10), 1, { nClusters: 2 }).inertia // 1
 */
export const kMeans: Fit<KMeansOptions> = (points, size, options) => {
  checkPoints(points, size);
  const { nClusters, metric = 'euclidean', batchSize, tol = 1e-4, seed = 0, start } = options;
  const { nInit = batchSize ? 1 : 10, maxIter = batchSize ? 100 : 300 } = options;
  checkCounts({ nClusters, nInit, maxIter, ...(batchSize === undefined ? {} : { batchSize }) });
  if (!(tol >= 0)) throw invalidOption('tol', tol, 'a number from 0');
  if (metric !== 'euclidean' && metric !== 'cosine') throw invalidOption('metric', metric, "'euclidean' or 'cosine'");
  if (start && (batchSize !== undefined || start.length !== nClusters * size)) {
    throw invalidOption('start', `${start.length} values`, `${nClusters} x ${size}, and no batchSize`);
  }

  const isSpherical = metric === 'cosine';
  const rows = isSpherical ? toDirections(points, size) : points;
  const random = createRandom(seed);
  const labelNearest = createNearest(size, nClusters);
  const shared = { maxIter, isSpherical, labelNearest };
  if (batchSize !== undefined) {
    const centroids = miniBatches(rows, size, { nClusters, nInit, batchSize, ...shared }, random);
    return toClustering(rows, size, centroids, isSpherical, labelNearest);
  }
  const leastMove = tol * meanVariance(rows, size);
  const ends = Array.from({ length: start ? 1 : nInit }, () => {
    const from = start ? new Float64Array(start) : chooseStart(rows, size, nClusters, random);
    return toClustering(rows, size, lloyd(rows, size, from, { leastMove, ...shared }), isSpherical);
  });
  return ends.reduce((best, other) => (other.inertia < best.inertia ? other : best));
};

/**
 * Labels and inertia follow from the centroids as they are stored, in 32 bits.
 *
 * @param labelNearest where there are millions of points; by default all sums are exact to 64 bits, as on the device
 */
function toClustering(
  rows: Float32Array,
  size: number,
  fitted: Float64Array,
  isSpherical: boolean,
  labelNearest: Nearest = (points, ...rest) => nearestCentroids(points, size, ...rest),
): Clustering {
  const centroids = new Float32Array(fitted);
  const labels = new Int32Array(rows.length / size);
  const distances = new Float64Array(labels.length);
  labelNearest(rows, centroids, labels, distances);
  return {
    labels,
    centroids,
    inertia: distances.reduce((sum, distance) => sum + distance, 0),
    assign(points) {
      const own = new Int32Array(checkRows(points, size));
      labelNearest(isSpherical ? toDirections(points, size) : points, centroids, own);
      return own;
    },
  };
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
