/**
 * Solves `matrix x = vector` for a symmetric positive definite matrix, by Cholesky factors.
 *
 * @param matrix row-major [n, n]; overwritten
 * @param vector [n]; overwritten
 * @returns x, [n]
 * @example solveRidge(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 7)) // [1.25, 1.5]
 */
export function solveRidge(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
      // Rounding, or counts that were cut short, can take a pivot to 0 or below.
      if (i === j) matrix[j * n + j] = Math.sqrt(Math.max(sum, 1e-6));
      else matrix[i * n + j] = sum / matrix[j * n + j];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) vector[i] -= matrix[i * n + k] * vector[k];
    vector[i] /= matrix[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) vector[i] -= matrix[k * n + i] * vector[k];
    vector[i] /= matrix[i * n + i];
  }
  return vector;
}
