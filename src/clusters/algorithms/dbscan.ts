import { VitrineError } from '../../errors.js';
import { checkCounts, invalidOption } from '../points/check-options.js';
import { clusterMeans, inertiaOf } from '../points/cluster-means.js';
import { type Clustering, checkPoints, checkRows, type Fit, noise } from '../points/clustering.js';
import { loadRow, rowDistances } from '../points/row-distances.js';
import { chooseEps, kDistances } from './choose-eps.js';

/** Named as in scikit-learn's DBSCAN. */
export interface DbscanOptions {
  /** How near points count as neighbours. By default where the curve of k-distances bends, see `chooseEps`. */
  readonly eps?: number;
  /** Neighbours that make a point a core point, itself among them. Default 5. */
  readonly minSamples?: number;
  /** Draws the points that a default `eps` is chosen from, where there are many. Default 0. */
  readonly seed?: number;
}

/** Dense groups, and what they were found by. */
export interface DbscanClustering extends Clustering {
  /** The one given, or chosen. */
  readonly eps: number;
  /** The points in dense places, ascending. */
  readonly corePoints: Int32Array;
}

/**
 * Groups points that lie densely: a core point has `minSamples` points within `eps`, core points within `eps` of each
 * other share a cluster, other points join their nearest core point if it is within `eps`, and the rest is noise.
 * There may be one cluster. Time O(n² size), memory O(n).
 *
 * A point on the border of two clusters joins the nearer, where scikit-learn's joins the first found.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for an option out of range, or an `eps` that leaves every point as noise, and
 *   as `checkPoints`
 * @see Ester et al. 1996, "A density-based algorithm for discovering clusters in large spatial databases with noise"
 * @example dbscan(Float32Array.of(0, 1, 2, 9), 1, { eps: 1, minSamples: 2 }).labels // Int32Array [0, 0, 0, -1]
 */
export const dbscan: Fit<DbscanOptions, DbscanClustering> = (points, size, options) => {
  checkPoints(points, size);
  const { minSamples = 5, seed } = options;
  checkCounts({ minSamples });
  const eps = options.eps ?? chooseEps(kDistances(points, size, minSamples, seed));
  if (options.eps !== undefined && !(eps >= 0)) throw invalidOption('eps', eps, 'a number from 0');

  const maxSquare = eps * eps * (1 + 1e-12); // no rounding shuts out a point at exactly eps
  const corePoints = findCorePoints(points, size, maxSquare, minSamples);
  if (corePoints.length === 0) throw allNoise(eps, kDistances(points, size, minSamples, seed), minSamples);
  const cores = new Float32Array(corePoints.length * size);
  corePoints.forEach((i, core) => {
    cores.set(points.subarray(i * size, (i + 1) * size), core * size);
  });
  const coreLabels = joinCores(cores, size, maxSquare);
  const assign = (own: Float32Array) => joinNearestCore(own, size, cores, coreLabels, maxSquare);
  const labels = assign(points);
  const centroids = new Float32Array(clusterMeans(points, size, labels));
  return { labels, centroids, inertia: inertiaOf(points, size, labels, centroids), eps, corePoints, assign };
};

function findCorePoints(points: Float32Array, size: number, maxSquare: number, minSamples: number): Int32Array {
  const n = points.length / size;
  const counts = new Int32Array(n).fill(1);
  const squares = new Float64Array(n);
  const row = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    rowDistances(loadRow(row, points, i), points, i + 1, n, squares);
    for (let j = i + 1; j < n; j++) {
      if (squares[j] > maxSquare) continue;
      counts[i]++;
      counts[j]++;
    }
  }
  return Int32Array.from(counts.keys()).filter((i) => counts[i] >= minSamples);
}

/** Labels core points by the chains of neighbours that join them. */
function joinCores(cores: Float32Array, size: number, maxSquare: number): Int32Array {
  const n = cores.length / size;
  const labels = new Int32Array(n).fill(noise);
  const squares = new Float64Array(n);
  const row = new Float64Array(size);
  let label = 0;
  for (let seed = 0; seed < n; seed++) {
    if (labels[seed] !== noise) continue;
    labels[seed] = label;
    const waiting = [seed];
    for (let core = waiting.pop(); core !== undefined; core = waiting.pop()) {
      rowDistances(loadRow(row, cores, core), cores, 0, n, squares);
      for (let j = 0; j < n; j++) {
        if (labels[j] !== noise || squares[j] > maxSquare) continue;
        labels[j] = label;
        waiting.push(j);
      }
    }
    label++;
  }
  return labels;
}

function joinNearestCore(
  points: Float32Array,
  size: number,
  cores: Float32Array,
  coreLabels: Int32Array,
  maxSquare: number,
): Int32Array {
  const squares = new Float64Array(coreLabels.length);
  const row = new Float64Array(size);
  return Int32Array.from({ length: checkRows(points, size) }, (_, i) => {
    rowDistances(loadRow(row, points, i), cores, 0, squares.length, squares);
    const least = squares.reduce((a, b) => Math.min(a, b));
    return least <= maxSquare ? coreLabels[squares.indexOf(least)] : noise;
  });
}

function allNoise(eps: number, distances: Float64Array, minSamples: number): VitrineError {
  const least = distances[0];
  const remedy = Number.isFinite(least)
    ? `take eps from ${least.toPrecision(3)}, or leave it out to have ${chooseEps(distances).toPrecision(3)} chosen`
    : 'there are fewer points than that, so lower minSamples';
  return new VitrineError(
    'OPTION_INVALID',
    `eps ${eps} leaves every point as noise, since none has ${minSamples} points within it: ${remedy}`,
  );
}
