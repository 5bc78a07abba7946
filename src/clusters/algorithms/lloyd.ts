import { createNearest, type Nearest } from '../kernel/create-nearest.js';
import { clusterMeans } from '../points/cluster-means.js';
import { nearestCentroids } from '../points/nearest-centroids.js';
import { scaleRows } from './directions.js';

interface LloydOptions {
  /** Rounds at most. */
  readonly maxIter: number;
  /** A round that moves the centroids by no more (sum of squares) is the last. */
  readonly leastMove: number;
  /** Whether centroids are kept at length 1, as the points have. Default false. */
  readonly isSpherical?: boolean;
  /** Made once for several starts; made anew by default. */
  readonly labelNearest?: Nearest;
}

/**
 * Moves centroids to the mean of the points nearest to them, over and over, until no label changes, or they hardly
 * move, or `maxIter` rounds are done. A centroid that lost all its points takes the one farthest from its own.
 *
 * With at least as many distinct points as centroids it ends without an empty cluster: while one is empty it goes on
 * past `maxIter`, and each move of an empty centroid lowers the inertia, so that must end.
 *
 * @param points row-major, [n, size], finite
 * @param start centroids, row-major, [k, size]; left as they are
 * @returns centroids, row-major, [k, size]
 * @see Lloyd 1982, doi:10.1109/TIT.1982.1056489
 */
export function lloyd(
  points: Float32Array,
  size: number,
  start: Float64Array,
  { maxIter, leastMove, isSpherical = false, labelNearest = createNearest(size, start.length / size) }: LloydOptions,
): Float64Array {
  const n = points.length / size;
  const k = start.length / size;
  const labels = new Int32Array(n).fill(-1);
  const distances = new Float64Array(n);
  let centroids = start;
  let isSettled = false;
  for (let round = 0; ; round++) {
    const before = labels.slice();
    // Rounding to 32 bits could fill and empty the same cluster for ever, so what goes on past the end is exact.
    if (round < maxIter) labelNearest(points, centroids, labels, distances);
    else nearestCentroids(points, size, centroids, labels, distances);
    const hasChanged = labels.some((label, i) => label !== before[i]);
    const counts = new Int32Array(k);
    for (const c of labels) counts[c]++;
    const hasEmpty = fillEmpty(labels, distances, counts);
    if (!hasEmpty && (isSettled || !hasChanged || round >= maxIter)) return centroids;
    const moved = clusterMeans(points, size, labels, counts);
    if (isSpherical) scaleRows(moved, size);
    isSettled = moved.reduce((sum, value, p) => sum + (value - centroids[p]) ** 2, 0) <= leastMove;
    centroids = moved;
  }
}

/** Gives each empty cluster the point farthest from its centroid, never a cluster's only one; returns whether any was empty. */
function fillEmpty(labels: Int32Array, distances: Float64Array, counts: Int32Array): boolean {
  let hasEmpty = false;
  counts.forEach((count, c) => {
    if (count > 0) return;
    hasEmpty = true;
    let farthest = -1;
    labels.forEach((from, i) => {
      if (counts[from] > 1 && (farthest < 0 || distances[i] > distances[farthest])) farthest = i;
    });
    counts[labels[farthest]]--;
    counts[c] = 1;
    labels[farthest] = c;
    distances[farthest] = 0;
  });
  return hasEmpty;
}
