import { VitrineError } from '../errors.js';

/** Points divided into groups. */
export interface Clustering {
  /** The group of each point, 0..k-1, [n]. */
  readonly labels: Int32Array;
  /** What stands for each group, row-major, [k, size]: a new point belongs to the nearest. */
  readonly centroids: Float32Array;
  /** Sum of the squared distances of the points to their centroids. */
  readonly inertia: number;
}

/**
 * A clustering algorithm.
 *
 * @param points row-major, [n, size]
 */
export type Fit<Options> = (points: Float32Array, size: number, options: Options) => Clustering;

/**
 * Checks points before an algorithm reads them.
 *
 * @param points row-major, [n, size]
 * @returns n
 * @throws VitrineError `SHAPE_MISMATCH` when the length is no multiple of `size`, `DATA_EMPTY` when there is no
 *   point, `VALUE_NOT_FINITE` for NaN or an infinite value
 */
export function checkPoints(points: Float32Array, size: number): number {
  if (!Number.isInteger(size) || size < 1 || points.length % size !== 0) {
    throw new VitrineError('SHAPE_MISMATCH', `${points.length} values are no multiple of the point size ${size}`);
  }
  if (points.length === 0)
    throw new VitrineError('DATA_EMPTY', 'there are no points to cluster, expected at least one');
  const broken = points.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) {
    throw new VitrineError(
      'VALUE_NOT_FINITE',
      `point ${Math.floor(broken / size)} holds ${points[broken]}, expected finite values: drop or impute such points`,
    );
  }
  return points.length / size;
}

/**
 * Checks a labelling and counts the points of each label.
 *
 * @returns [largest label + 1]
 * @throws VitrineError `SHAPE_MISMATCH` when there is not one label a point, `DATA_TOO_SMALL` for fewer than two clusters
 */
export function clusterSizes(points: Float32Array, size: number, labels: Int32Array): Int32Array {
  const n = checkPoints(points, size);
  if (labels.length !== n) {
    throw new VitrineError('SHAPE_MISMATCH', `there are ${labels.length} labels for ${n} points, expected one each`);
  }
  const counts = new Int32Array(labels.reduce((a, b) => Math.max(a, b)) + 1);
  for (const label of labels) counts[label]++;
  const nFilled = counts.reduce((filled, count) => filled + (count > 0 ? 1 : 0), 0);
  if (nFilled < 2) {
    throw new VitrineError('DATA_TOO_SMALL', `the points form ${nFilled} cluster, expected at least two to compare`);
  }
  return counts;
}
