import { createRandom } from '../../random.js';
import { nearestNeighbours } from '../points/nearest-neighbours.js';

/** Points whose neighbours are sought, at most, each among all. */
const maxSampled = 2000;

/**
 * How far each point's `minSamples`-th nearest point is, itself the first: the least eps that makes it a core point.
 *
 * @param points row-major, [n, size]
 * @param seed draws 2,000 points where there are more
 * @returns ascending, [min(n, 2000)]; Infinity where there are fewer than `minSamples` points
 * @example kDistances(Float32Array.of(0, 1, 5), 1, 2) // Float64Array [1, 1, 4]
 */
export function kDistances(points: Float32Array, size: number, minSamples: number, seed = 0): Float64Array {
  const n = points.length / size;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const which = n > maxSampled ? createRandom(seed).shuffle(all).subarray(0, maxSampled) : all;
  const count = minSamples - 1;
  if (count === 0) return new Float64Array(which.length);
  if (count >= n) return new Float64Array(which.length).fill(Number.POSITIVE_INFINITY);
  const { squares } = nearestNeighbours(points, size, count, which);
  return Float64Array.from(which, (_, w) => Math.sqrt(squares[(w + 1) * count - 1])).sort();
}

/**
 * Where a curve of ascending k-distances bends upwards: the distance at its knee, the point farthest below the line
 * from its first to its last value. Points beyond it are in thinner and thinner air.
 *
 * @param distances ascending, above 0 in number
 * @see Satopää et al. 2011, doi:10.1109/ICDCSW.2011.20; Ester et al. 1996, section 4.2
 * @example chooseEps(Float64Array.of(1, 1, 1.2, 1.3, 9)) // 1.3
 */
export function chooseEps(distances: Float64Array): number {
  const last = distances.length - 1;
  const range = distances[last] - distances[0];
  if (!(range > 0 && range < Number.POSITIVE_INFINITY)) return distances[0];
  let knee = 0;
  let deepest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= last; i++) {
    const below = i / last - (distances[i] - distances[0]) / range;
    if (below >= deepest) {
      deepest = below;
      knee = i;
    }
  }
  return distances[knee];
}
