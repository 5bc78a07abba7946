import { VitrineError } from '../../errors.js';

/** The label of a point that belongs to no group. */
export const noise = -1;

/** Points divided into groups. */
export interface Clustering {
  /** The group of each point, 0..k-1, or `noise`, [n]. */
  readonly labels: Int32Array;
  /** What stands for each group, row-major, [k, size]: the mean of its points, or its direction where only that counts. */
  readonly centroids: Float32Array;
  /** Sum of the squared distances of the points to their centroids; noise has none. */
  readonly inertia: number;
  /**
   * Places new points as the algorithm sees them; the points that it was fitted to get their own labels, those on a
   * border between groups perhaps excepted.
   *
   * @param points row-major, [m, size]
   * @returns [m]
   * @throws VitrineError `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`
   */
  assign(points: Float32Array): Int32Array;
}

/**
 * A clustering algorithm.
 *
 * @param points row-major, [n, size]
 */
export type Fit<Options, Result extends Clustering = Clustering> = (
  points: Float32Array,
  size: number,
  options: Options,
) => Result;

/**
 * Checks points before an algorithm reads them.
 *
 * @param points row-major, [n, size]
 * @returns n
 * @throws VitrineError `SHAPE_MISMATCH` when the length is no multiple of `size`, `DATA_EMPTY` when there is no
 *   point, `VALUE_NOT_FINITE` for NaN or an infinite value
 */
export function checkPoints(points: Float32Array, size: number): number {
  const n = checkRows(points, size);
  if (n === 0) throw new VitrineError('DATA_EMPTY', 'there are no points to cluster, expected at least one');
  return n;
}

/**
 * Checks points that may be none, such as those to assign.
 *
 * @throws VitrineError `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`
 */
export function checkRows(points: Float32Array, size: number): number {
  if (!Number.isInteger(size) || size < 1 || points.length % size !== 0) {
    throw new VitrineError('SHAPE_MISMATCH', `${points.length} values are no multiple of the point size ${size}`);
  }
  const broken = findBroken(points);
  if (broken >= 0) {
    throw new VitrineError(
      'VALUE_NOT_FINITE',
      `point ${Math.floor(broken / size)} holds ${points[broken]}, expected finite values: drop or impute such points`,
    );
  }
  return points.length / size;
}

/** Where NaN or an infinite value stands, or -1: four at a time, which counts where there are 64 million. */
function findBroken(values: Float32Array): number {
  const isBroken = (p: number) => values[p] - values[p] !== 0;
  let p = 0;
  for (; p + 4 <= values.length; p += 4) {
    const sum = values[p] + values[p + 1] + values[p + 2] + values[p + 3];
    if (sum - sum !== 0) break;
  }
  while (p < values.length && !isBroken(p)) p++;
  return p < values.length ? p : -1;
}

/**
 * Checks a labelling and counts the points of each label; noise is not counted.
 *
 * @returns [largest label + 1]
 * @throws VitrineError `SHAPE_MISMATCH` when there is not one label a point, `DATA_TOO_SMALL` for fewer than two clusters
 */
export function clusterSizes(points: Float32Array, size: number, labels: Int32Array): Int32Array {
  const n = checkPoints(points, size);
  if (labels.length !== n) {
    throw new VitrineError('SHAPE_MISMATCH', `there are ${labels.length} labels for ${n} points, expected one each`);
  }
  const counts = countLabels(labels);
  const nFilled = counts.reduce((filled, count) => filled + (count > 0 ? 1 : 0), 0);
  if (nFilled < 2) {
    throw new VitrineError('DATA_TOO_SMALL', `the points form ${nFilled} cluster, expected at least two to compare`);
  }
  return counts;
}

/**
 * The points of each label, noise left out.
 *
 * @returns [largest label + 1]
 * @example countLabels(Int32Array.of(0, 2, -1, 2)) // Int32Array [1, 0, 2]
 */
export function countLabels(labels: Int32Array): Int32Array {
  const counts = new Int32Array(labels.reduce((a, b) => Math.max(a, b), noise) + 1);
  for (const label of labels) if (label !== noise) counts[label]++;
  return counts;
}
