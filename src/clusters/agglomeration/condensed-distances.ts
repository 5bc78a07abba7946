import { VitrineError } from '../../errors.js';
import { loadRow, rowDistances } from '../points/row-distances.js';

/** More points than that have more pairs than memory: the pairs of so many take 1.07 GB. */
export const maxPoints = 16_384;

/**
 * The Euclidean distance of each pair of points, once: those of point 0 to 1, 2, …, then those of point 1 to 2, 3, ….
 *
 * @param points row-major, [n, size]
 * @returns [n (n - 1) / 2]; see `condensedIndex`
 * @throws VitrineError `OUT_OF_MEMORY` for more than `maxPoints` points
 * @example condensedDistances(Float32Array.of(0, 1, 5), 1) // Float64Array [1, 5, 4]
 */
export function condensedDistances(points: Float32Array, size: number): Float64Array {
  const n = points.length / size;
  const condensed = allocateCondensed(n);
  const squares = new Float64Array(n);
  const row = new Float64Array(size);
  let at = 0;
  for (let i = 0; i < n; i++) {
    rowDistances(loadRow(row, points, i), points, i + 1, n, squares);
    for (let j = i + 1; j < n; j++) condensed[at++] = Math.sqrt(squares[j]);
  }
  return condensed;
}

/**
 * Room for the distances of all pairs.
 *
 * @throws VitrineError `OUT_OF_MEMORY` for more than `maxPoints` points
 */
export function allocateCondensed(n: number): Float64Array {
  if (n > maxPoints) {
    throw new VitrineError(
      'OUT_OF_MEMORY',
      `${n} points have ${((n * (n - 1)) / 2).toLocaleString('en')} pairs: fit at most ${maxPoints} of them, drawn at ` +
        'random, and assign the others',
    );
  }
  return new Float64Array((n * (n - 1)) / 2);
}

/**
 * Where the distance of two different points stands among those of all pairs.
 *
 * @example condensedIndex(3, 2, 1) // 2
 */
export function condensedIndex(n: number, i: number, j: number): number {
  const [low, high] = i < j ? [i, j] : [j, i];
  return (low * (2 * n - low - 3)) / 2 + high - 1;
}
