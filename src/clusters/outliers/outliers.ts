import { checkCounts, invalidOption } from '../points/check-options.js';
import { checkPoints } from '../points/clustering.js';
import { loneliness } from './loneliness.js';

export interface OutlierOptions {
  /** A point is as lonely as this neighbour of it is far. Default 10. */
  readonly nNeighbors?: number;
  /** Deviations over the median from which on a point is an outlier. Default 5. */
  readonly threshold?: number;
  /** Draws the points that others are measured against, where there are many. Default 0. */
  readonly seed?: number;
}

/** Points told apart before anything is fitted to them. */
export interface Isolation {
  /** Indices of the points that stay, ascending. */
  readonly kept: Int32Array;
  /** Indices of the outliers, ascending. */
  readonly outliers: Int32Array;
}

/** Makes the median absolute deviation of normally distributed values their standard deviation. */
const deviationsPerMad = 1.4826;

/**
 * Tells points that lie alone from those in company: with r the distance to a point's `nNeighbors`-th nearest other (see
 * `loneliness`), outliers are those with
 *
 *     r > median(r) + threshold · 1.4826 · median(|r - median(r)|)
 *
 * Medians, since a mean would be moved by what it is to find. Where at least half of the points have the same r, they
 * say nothing about what is usual, and none is an outlier.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for an option out of range, and as `checkPoints`
 * @see Ramaswamy et al. 2000, doi:10.1145/342009.335437 (the distance); Leys et al. 2013,
 *   doi:10.1016/j.jesp.2013.03.013 (the rule)
 * @example isolateOutliers(Float32Array.of(0, 1, 3, 7, 90), 1, { nNeighbors: 1 }).outliers // Int32Array [4]
 */
export function isolateOutliers(points: Float32Array, size: number, options: OutlierOptions = {}): Isolation {
  const n = checkPoints(points, size);
  const { nNeighbors = 10, threshold = 5, seed } = options;
  checkCounts({ nNeighbors });
  if (!(threshold >= 0)) throw invalidOption('threshold', threshold, 'a number from 0');
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const distances = loneliness(points, size, nNeighbors, seed);
  const usual = median(distances);
  const spread = deviationsPerMad * median(distances.map((distance) => Math.abs(distance - usual)));
  const isOutlier = (i: number) => spread > 0 && distances[i] > usual + threshold * spread;
  return { kept: all.filter((i) => !isOutlier(i)), outliers: all.filter(isOutlier) };
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}
