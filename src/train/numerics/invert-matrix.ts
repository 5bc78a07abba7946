import { addProduct, stretchesOf } from './matrix-blocks.js';

/**
 * Inverts a symmetric positive definite matrix, by Cholesky factors in blocks. About n³ / 2 multiplications: 3,000 rows
 * take some ten seconds.
 *
 * @param matrix row-major [n, n]; overwritten
 * @returns row-major [n, n], symmetric; the same array
 * @see Golub and Van Loan 2013, "Matrix Computations", 4.2
 * @example invertMatrix(Float64Array.of(2, 0, 0, 4), 2) // [0.5, 0, 0, 0.25]
 */
export function invertMatrix(matrix: Float64Array, n: number): Float64Array {
  factorise(matrix, n);
  const columns = invertFactor(matrix, n);
  matrix.fill(0);
  // The inverse is the inverse of the factor, transposed, times itself.
  const blocks = stretchesOf(n);
  for (const rows of blocks) {
    for (const others of blocks) {
      if (others.from > rows.from) break;
      addProduct(n, 1, matrix, columns, columns, { rows, columns: others, depth: { from: rows.from, to: n } });
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j];
  return matrix;
}

/** Puts the lower triangular factor L, matrix = L L', in place of the matrix's lower half. */
function factorise(matrix: Float64Array, n: number): void {
  const blocks = stretchesOf(n);
  for (const rows of blocks) {
    for (const columns of blocks) {
      if (columns.from > rows.from) break;
      addProduct(n, -1, matrix, matrix, matrix, { rows, columns, depth: { from: 0, to: columns.from } });
      for (let i = rows.from; i < rows.to; i++) {
        for (let j = columns.from; j < Math.min(columns.to, i + 1); j++) {
          let sum = matrix[i * n + j];
          for (let k = columns.from; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
          // Rounding can take a pivot to 0.
          matrix[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j * n + j];
        }
      }
    }
  }
}

/** The inverse of the factor, its columns laid down as rows so that what is multiplied stands side by side. */
function invertFactor(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const blocks = stretchesOf(n);
  for (const rows of blocks) {
    for (const columns of blocks) {
      if (columns.from < rows.from) continue;
      addProduct(n, -1, inverse, inverse, factor, { rows, columns, depth: { from: rows.from, to: columns.from } });
      for (let j = rows.from; j < rows.to; j++) {
        for (let i = Math.max(columns.from, j); i < columns.to; i++) {
          let sum = i === j ? 1 : inverse[j * n + i];
          for (let k = Math.max(columns.from, j); k < i; k++) sum -= factor[i * n + k] * inverse[j * n + k];
          inverse[j * n + i] = sum / factor[i * n + i];
        }
      }
    }
  }
  return inverse;
}
