import type { Random } from '../../random.js';

/** One Gaussian, in the shape to draw from. */
export interface Gaussian {
  readonly size: number;
  /** [size] */
  readonly mean: Float64Array;
  /** The lower triangular L with covariance = L L', row-major, [size, size]. */
  readonly factor: Float64Array;
}

/** A pivot below this share of its variance is rounding: the number follows from those before it. */
const leastPivot = 1e-9;

/**
 * The Gaussian with the mean and the covariance of points: what they would be if they formed no groups, but were just
 * as long and as wide. Where numbers follow from each other, so do those drawn.
 *
 * @param points row-major, [n, size]
 * @see Golub and Van Loan 2013, "Matrix Computations", 4.2.8 (Cholesky factors of semidefinite matrices)
 */
export function fitGaussian(points: Float32Array, size: number): Gaussian {
  const n = points.length / size;
  const mean = new Float64Array(size);
  for (let p = 0; p < points.length; p++) mean[p % size] += points[p] / n;
  const factor = new Float64Array(size * size);
  const offset = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    for (let d = 0; d < size; d++) offset[d] = points[i * size + d] - mean[d];
    for (let d = 0; d < size; d++) {
      for (let e = 0; e <= d; e++) factor[d * size + e] += (offset[d] * offset[e]) / n;
    }
  }
  for (let column = 0; column < size; column++) factoriseColumn(factor, size, column);
  return { size, mean, factor };
}

/** Puts a column of the factor in place of the covariance's, those before it being done. */
function factoriseColumn(matrix: Float64Array, size: number, column: number): void {
  const variance = matrix[column * size + column];
  for (let row = column; row < size; row++) {
    let sum = matrix[row * size + column];
    for (let k = 0; k < column; k++) sum -= matrix[row * size + k] * matrix[column * size + k];
    matrix[row * size + column] = sum;
  }
  const pivot = matrix[column * size + column];
  const scale = pivot > leastPivot * variance ? 1 / Math.sqrt(pivot) : 0;
  for (let row = column; row < size; row++) matrix[row * size + column] *= scale;
}

/**
 * Draws points from a Gaussian.
 *
 * @returns row-major, [n, size]
 */
export function drawPoints({ size, mean, factor }: Gaussian, n: number, random: Random): Float32Array {
  const points = new Float32Array(n * size);
  const normal = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    for (let d = 0; d < size; d++) normal[d] = random.normal();
    for (let d = 0; d < size; d++) {
      let sum = mean[d];
      for (let e = 0; e <= d; e++) sum += factor[d * size + e] * normal[e];
      points[i * size + d] = sum;
    }
  }
  return points;
}
