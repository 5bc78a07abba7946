import { type Clustering, noise } from '../../../clusters/points/clustering.js';

/** Points without those that could not be placed. */
export interface PlacedPoints {
  /** Row-major, [nPlaced, size]. */
  readonly points: Float32Array;
  /** Which of the points these are, ascending, [nPlaced]. */
  readonly rows: Int32Array;
}

/**
 * Leaves out the rows of NaN, which stand for shoppers that a space cannot place.
 *
 * @param points row-major, [n, size]
 */
export function takePlaced(points: Float32Array, size: number): PlacedPoints {
  const rows = Int32Array.from({ length: points.length / size }, (_, i) => i).filter(
    (row) => !Number.isNaN(points[row * size]),
  );
  return { points: takeRows(points, size, rows), rows };
}

/** Some rows of a matrix, row-major, [rows.length, size]. */
export function takeRows(matrix: Float32Array, size: number, rows: ArrayLike<number>): Float32Array {
  const taken = new Float32Array(rows.length * size);
  for (let i = 0; i < rows.length; i++) taken.set(matrix.subarray(rows[i] * size, (rows[i] + 1) * size), i * size);
  return taken;
}

/**
 * The group of each point.
 *
 * @param points row-major, [n, size]; a row of NaN is no point
 * @returns `noise` for what belongs to no group and for what could not be placed, [n]
 */
export function labelPlaced(clustering: Pick<Clustering, 'assign'>, points: Float32Array, size: number): Int32Array {
  const { points: placed, rows } = takePlaced(points, size);
  const labels = new Int32Array(points.length / size).fill(noise);
  if (rows.length === 0) return labels;
  clustering.assign(placed).forEach((label, i) => {
    labels[rows[i]] = label;
  });
  return labels;
}
