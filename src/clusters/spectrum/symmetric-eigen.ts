/** The eigenvalues of a symmetric matrix, descending, and their vectors. */
export interface Eigen {
  /** [n] */
  readonly values: Float64Array;
  /** Of length 1, one a row, in the order of the values, [n, n]. */
  readonly vectors: Float64Array;
}

const maxSweeps = 60;

/**
 * Decomposes a small symmetric matrix by Jacobi's rotations: each makes one pair of entries beside the diagonal 0, until
 * all are. Time O(n³) a sweep, of which five to ten do.
 *
 * @param matrix row-major, [n, n], finite; left as it is
 * @see Jacobi 1846, doi:10.1515/crll.1846.30.51
 * @example symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values // Float64Array [3, 1]
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const scale = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < maxSweeps && besideDiagonal(a, n) > 1e-30 * scale; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i]);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => {
    sorted.set(vectors.subarray(from * n, (from + 1) * n), to * n);
  });
  return { values: Float64Array.from(order, (i) => a[i * n + i]), vectors: sorted };
}

/** The sum of the squares above the diagonal. */
function besideDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) sum += a[p * n + q] ** 2;
  return sum;
}

/** Makes entries (p, q) and (q, p) 0. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const entry = a[p * n + q];
  if (entry === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * entry);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let i = 0; i < n; i++) turn(a, i * n + p, i * n + q, cosine, sine);
  for (let i = 0; i < n; i++) turn(a, p * n + i, q * n + i, cosine, sine);
  for (let i = 0; i < n; i++) turn(vectors, p * n + i, q * n + i, cosine, sine);
}

function turn(values: Float64Array, at: number, other: number, cosine: number, sine: number): void {
  const held = values[at];
  values[at] = cosine * held - sine * values[other];
  values[other] = sine * held + cosine * values[other];
}
