import { VitrineError } from '../../errors.js';

/**
 * Scales each point to length 1, so that squared Euclidean distances are 2 (1 - cosine).
 *
 * @param points row-major, [n, size]; left as they are
 * @returns row-major, [n, size]
 * @throws VitrineError `VALUE_NOT_FINITE` for a point at the origin, which has no direction
 * @example toDirections(Float32Array.of(3, 4), 2) // Float32Array [0.6, 0.8]
 */
export function toDirections(points: Float32Array, size: number): Float32Array {
  const directions = points.slice();
  const origin = scaleRows(directions, size);
  if (origin >= 0) {
    throw new VitrineError(
      'VALUE_NOT_FINITE',
      `point ${origin} is the origin and has no direction: drop such points, or use the Euclidean metric`,
    );
  }
  return directions;
}

/**
 * Scales each row to length 1 in place; a row of zeros stays as it is.
 *
 * @param rows row-major, [n, size]
 * @returns the first row of zeros, or -1
 */
export function scaleRows(rows: Float32Array | Float64Array, size: number): number {
  let origin = -1;
  for (let from = 0; from < rows.length; from += size) {
    let square = 0;
    for (let p = from; p < from + size; p++) square += rows[p] * rows[p];
    if (square === 0 && origin < 0) origin = from / size;
    const scale = 1 / (Math.sqrt(square) || 1);
    for (let p = from; p < from + size; p++) rows[p] *= scale;
  }
  return origin;
}
