import { VitrineError } from '../../errors.js';
import { assign } from '../placing/assign.js';
import { squaredDistance } from '../points/squared-distance.js';

/** Points that may become another start. */
const nCandidates = 50;

/**
 * Makes as many starts for k-means as there are to be clusters, from the centroids of an earlier fit.
 *
 * Where there are to be more, points are added one at a time: of 50 that are spread evenly, and the one farthest from
 * all starts, that which lowers inertia most. Where there are to be fewer, the start is dropped that the points miss
 * least: those that have it as their nearest go to their second nearest.
 *
 * @param points row-major, [n, size], finite
 * @param centroids of the earlier fit, row-major, [k, size], in the space of the points
 * @returns row-major, [nClusters, size]; those that stay are in their order
 * @throws VitrineError `DATA_TOO_SMALL` when every point is a start already, `SHAPE_MISMATCH`
 * @example warmStart(Float32Array.of(0, 1, 9), 1, Float32Array.of(0), 2) // Float32Array [0, 9]
 */
export function warmStart(
  points: Float32Array,
  size: number,
  centroids: Float32Array,
  nClusters: number,
): Float32Array {
  let starts = centroids;
  while (starts.length / size > nClusters) starts = withoutRow(starts, size, leastMissed(points, size, starts));
  while (starts.length / size < nClusters) {
    const point = mostWelcome(points, size, starts);
    const more = new Float32Array(starts.length + size);
    more.set(starts);
    more.set(points.subarray(point * size, (point + 1) * size), starts.length);
    starts = more;
  }
  return starts;
}

/** The candidate that lowers inertia most as one more start; a tie goes to the earlier one. */
function mostWelcome(points: Float32Array, size: number, starts: Float32Array): number {
  const distances = Float64Array.from(assign(points, starts, size), (label, i) =>
    squaredDistance(points, i, starts, label, size),
  );
  const n = distances.length;
  const farthest = distances.indexOf(distances.reduce((a, b) => Math.max(a, b), 0));
  if (!(distances[farthest] > 0)) {
    const k = starts.length / size;
    throw new VitrineError('DATA_TOO_SMALL', `every point is one of ${k} centroids: there is no room for another`);
  }
  const nSpread = Math.min(n, nCandidates);
  const spread = Array.from({ length: nSpread }, (_, i) => Math.floor((i * n) / nSpread));
  const gains = [...spread, farthest].map((candidate) =>
    distances.reduce(
      (gain, distance, i) => gain + Math.max(0, distance - squaredDistance(points, i, points, candidate, size)),
      0,
    ),
  );
  const best = gains.indexOf(Math.max(...gains));
  return best < nSpread ? spread[best] : farthest;
}

/** The centroid without which inertia grows least; a tie goes to the lower one. */
function leastMissed(points: Float32Array, size: number, starts: Float32Array): number {
  const k = starts.length / size;
  const loss = new Float64Array(k);
  assign(points, starts, size).forEach((label, point) => {
    let second = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      if (c !== label) second = Math.min(second, squaredDistance(points, point, starts, c, size));
    }
    loss[label] += second - squaredDistance(points, point, starts, label, size);
  });
  return loss.indexOf(loss.reduce((a, b) => Math.min(a, b)));
}

function withoutRow(rows: Float32Array, size: number, row: number): Float32Array {
  const left = new Float32Array(rows.length - size);
  left.set(rows.subarray(0, row * size));
  left.set(rows.subarray((row + 1) * size), row * size);
  return left;
}
