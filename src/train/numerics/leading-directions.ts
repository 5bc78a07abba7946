import { createRandom } from '../../random.js';

/** A row of a sparse matrix. */
export interface SparseRow {
  /** Columns, each once. */
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/** Directions beyond those asked for that are iterated along, so that the last ones asked for are found, too. */
const nSpare = 8;

const nRounds = 6;

/**
 * The directions in which the rows of a sparse matrix are longest: its first right singular vectors, by orthogonal
 * iteration from a seeded random start. No mean is taken off, so that the matrix stays sparse.
 *
 * Time is O(rounds · (entries · size + nColumns · size²)).
 *
 * @returns orthonormal, row-major, [nColumns, size]; fewer directions than `size` where the matrix has fewer columns
 * @see Halko, Martinsson and Tropp 2011, "Finding structure with randomness", algorithm 4.4, doi:10.1137/090771806
 */
export function leadingDirections(
  rows: readonly SparseRow[],
  nColumns: number,
  size: number,
  seed: number,
): { readonly directions: Float64Array; readonly size: number } {
  const width = Math.min(nColumns, size + nSpare);
  const random = createRandom(seed);
  let basis = Float64Array.from({ length: nColumns * width }, () => random.normal());
  orthonormalise(basis, width);
  for (let round = 0; round < nRounds; round++) {
    const next = new Float64Array(basis.length);
    for (const row of rows) {
      const place = projectRow(row, basis, width);
      row.terms.forEach((column, i) => {
        for (let d = 0; d < width; d++) next[column * width + d] += row.weights[i] * place[d];
      });
    }
    orthonormalise(next, width);
    basis = next;
  }
  const kept = Math.min(size, width);
  const directions = new Float64Array(nColumns * kept);
  for (let c = 0; c < nColumns; c++) directions.set(basis.subarray(c * width, c * width + kept), c * kept);
  return { directions, size: kept };
}

/**
 * Where a sparse row lies along some directions.
 *
 * @param directions row-major, [nColumns, size]
 * @returns [size]
 */
export function projectRow({ terms, weights }: SparseRow, directions: Float64Array, size: number): Float64Array {
  const place = new Float64Array(size);
  for (let i = 0; i < terms.length; i++) {
    const from = terms[i] * size;
    for (let d = 0; d < size; d++) place[d] += weights[i] * directions[from + d];
  }
  return place;
}

/** Makes the columns of a row-major matrix orthonormal, in place; one that depends on those before it becomes 0. */
function orthonormalise(matrix: Float64Array, width: number): void {
  const height = matrix.length / width;
  for (let d = 0; d < width; d++) {
    const before = columnNorm(matrix, width, d);
    // Twice: once leaves rounding behind.
    for (let pass = 0; pass < 2; pass++) {
      for (let e = 0; e < d; e++) {
        let product = 0;
        for (let r = 0; r < height; r++) product += matrix[r * width + d] * matrix[r * width + e];
        for (let r = 0; r < height; r++) matrix[r * width + d] -= product * matrix[r * width + e];
      }
    }
    const norm = columnNorm(matrix, width, d);
    const scale = norm > 1e-10 * before ? 1 / norm : 0;
    for (let r = 0; r < height; r++) matrix[r * width + d] *= scale;
  }
}

function columnNorm(matrix: Float64Array, width: number, column: number): number {
  let sum = 0;
  for (let p = column; p < matrix.length; p += width) sum += matrix[p] * matrix[p];
  return Math.sqrt(sum);
}
