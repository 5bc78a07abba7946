import { createRandom } from '../../random.js';
import { keepNearest } from '../points/nearest-neighbours.js';
import { loadRow, rowDistances } from '../points/row-distances.js';

/** Points that others are measured against, at most. */
const maxReferences = 4096;

/**
 * How far each point's `nNeighbors`-th nearest other is; all others where there are fewer.
 *
 * Of more than 4,096 points so many are drawn, and each is measured against these: distances are then all larger, yet in
 * much the same order. Time O(4096 n size) at most.
 *
 * @param points row-major, [n, size], finite
 * @param seed draws the points that others are measured against
 * @returns [n]; 0 for a point that is the only one
 * @example loneliness(Float32Array.of(0, 1, 3, 7), 1, 1) // Float64Array [1, 1, 2, 4]
 */
export function loneliness(points: Float32Array, size: number, nNeighbors: number, seed = 0): Float64Array {
  const n = points.length / size;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const references = n > maxReferences ? createRandom(seed).shuffle(all).slice(0, maxReferences) : all;
  const places = new Map(Array.from(references, (i, place) => [i, place]));
  const rows = new Float32Array(references.length * size);
  references.forEach((i, place) => {
    rows.set(points.subarray(i * size, (i + 1) * size), place * size);
  });
  const count = Math.min(nNeighbors, references.length - 1);
  if (count === 0) return new Float64Array(n);

  const row = new Float64Array(size);
  const distances = new Float64Array(references.length);
  const nearest = new Float64Array(count);
  const indices = new Int32Array(count);
  return Float64Array.from({ length: n }, (_, i) => {
    rowDistances(loadRow(row, points, i), rows, 0, references.length, distances);
    const own = places.get(i);
    if (own !== undefined) distances[own] = Number.POSITIVE_INFINITY;
    nearest.fill(Number.POSITIVE_INFINITY);
    keepNearest(distances, indices, nearest, 0, count);
    return Math.sqrt(nearest[count - 1]);
  });
}
