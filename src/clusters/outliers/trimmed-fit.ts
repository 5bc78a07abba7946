import { checkCounts, invalidOption } from '../points/check-options.js';
import { type Clustering, checkPoints, type Fit, noise } from '../points/clustering.js';
import { squaredDistance } from '../points/squared-distance.js';
import { loneliness } from './loneliness.js';

export interface TrimOptions {
  /** The share of the points that is left out, 0 or more and below 1. Default 0.05. */
  readonly share?: number;
  /** Fits at most. Default 10. */
  readonly maxRounds?: number;
}

/** Whose distance says how lonely a point is, before there is a fit. */
const nNeighbors = 10;

/**
 * Fits a clustering to the points that lie near it: fits to all but the loneliest, leaves out the share farthest from
 * their centroids, fits to the rest, and so on until the same points are left out. Points that the algorithm itself calls
 * noise go first.
 *
 * It begins without the loneliest (see `loneliness`), since one far point can hold a centroid of its own, near which it
 * would be kept.
 *
 * @param points row-major, [n, size]
 * @returns the last fit; the points left out are `noise`, though its `assign` places them
 * @throws VitrineError `OPTION_INVALID` for a share or rounds out of range, and as `fit`
 * @see Cuesta-Albertos, Gordaliza and Matrán 1997, doi:10.1214/aos/1031833664
 * @example const { labels } = trimmedFit(kMeans, points, size, { nClusters: 8 }, { share: 0.02 }); // some are -1
 */
export function trimmedFit<Options>(
  fitTo: Fit<Options>,
  points: Float32Array,
  size: number,
  options: Options,
  { share = 0.05, maxRounds = 10 }: TrimOptions = {},
): Clustering {
  const n = checkPoints(points, size);
  if (!(share >= 0 && share < 1)) throw invalidOption('share', share, 'a number from 0 below 1');
  checkCounts({ maxRounds });
  const nKept = n - Math.floor(share * n);
  if (nKept === n) return fitTo(points, size, options);
  let kept = least(loneliness(points, size, nNeighbors), nKept);
  let clustering = fitTo(takePoints(points, size, kept), size, options);
  for (let round = 1; round < maxRounds; round++) {
    const nearest = least(distancesTo(clustering, points, size), nKept);
    if (nearest.every((i, p) => i === kept[p])) break;
    kept = nearest;
    clustering = fitTo(takePoints(points, size, kept), size, options);
  }
  const labels = new Int32Array(n).fill(noise);
  kept.forEach((i, p) => {
    labels[i] = clustering.labels[p];
  });
  return { ...clustering, labels };
}

/** The squared distance of each point to the centroid of the cluster that it is placed in; Infinity for noise. */
function distancesTo({ assign, centroids }: Clustering, points: Float32Array, size: number): Float64Array {
  return Float64Array.from(assign(points), (label, i) =>
    label === noise ? Number.POSITIVE_INFINITY : squaredDistance(points, i, centroids, label, size),
  );
}

/** Where the `count` least values stand, ascending; a tie goes to the lower index. */
function least(values: Float64Array, count: number): Int32Array {
  const order = Int32Array.from(values.keys()).sort((i, j) => {
    if (values[i] === values[j]) return i - j;
    return values[i] < values[j] ? -1 : 1;
  });
  return order.slice(0, count).sort();
}

function takePoints(points: Float32Array, size: number, which: Int32Array): Float32Array {
  const taken = new Float32Array(which.length * size);
  which.forEach((i, p) => {
    taken.set(points.subarray(i * size, (i + 1) * size), p * size);
  });
  return taken;
}
