import { loadRow, rowDistances } from './row-distances.js';

/** The nearest points of points, nearest first. */
export interface Neighbours {
  /** Indices of the neighbours, row-major, [m, count]. */
  readonly indices: Int32Array;
  /** Their squared Euclidean distances, [m, count]. */
  readonly squares: Float64Array;
}

/**
 * Finds the nearest other points of each point, by measuring all: time O(m n size), memory O(n + m count).
 *
 * @param points row-major, [n, size], finite
 * @param count how many, below n
 * @param which indices of the points whose neighbours are sought, [m]; all of them by default
 * @returns a tie goes to the lower index
 * @example nearestNeighbours(Float32Array.of(0, 1, 5), 1, 1).indices // Int32Array [1, 0, 1]
 */
export function nearestNeighbours(
  points: Float32Array,
  size: number,
  count: number,
  which: ArrayLike<number> = Int32Array.from({ length: points.length / size }, (_, i) => i),
): Neighbours {
  const n = points.length / size;
  const indices = new Int32Array(which.length * count);
  const squares = new Float64Array(which.length * count).fill(Number.POSITIVE_INFINITY);
  const row = new Float64Array(size);
  const distances = new Float64Array(n);
  for (let w = 0; w < which.length; w++) {
    rowDistances(loadRow(row, points, which[w]), points, 0, n, distances);
    distances[which[w]] = Number.POSITIVE_INFINITY; // a point is not its own neighbour
    keepNearest(distances, indices, squares, w * count, count);
  }
  return { indices, squares };
}

/**
 * Writes the `count` least of some distances, ascending, and where they stand, from `start` on.
 *
 * @param squares what it writes the distances to, filled with Infinity before
 */
export function keepNearest(
  distances: Float64Array,
  indices: Int32Array,
  squares: Float64Array,
  start: number,
  count: number,
): void {
  const last = start + count - 1;
  for (let j = 0; j < distances.length; j++) {
    const distance = distances[j];
    if (!(distance < squares[last])) continue;
    let at = last;
    for (; at > start && squares[at - 1] > distance; at--) {
      squares[at] = squares[at - 1];
      indices[at] = indices[at - 1];
    }
    squares[at] = distance;
    indices[at] = j;
  }
}
