import { VitrineError } from '../../errors.js';
import { checkRows } from '../points/clustering.js';
import { loadRow, rowDistances } from '../points/row-distances.js';

/** Prototypes with the kernel that says how much each of them stands for a point; plain data. */
export interface SoftClusters {
  /** Row-major, [k, size]. */
  readonly centroids: Float32Array;
  /** The squared distance at which a prototype counts half; above 0. */
  readonly scale: number;
}

/**
 * How likely each embedding belongs to each cluster, by a Student's t kernel of one degree of freedom:
 *
 *     q_ij = (1 + d_ij² / scale)⁻¹ / Σ_c (1 + d_ic² / scale)⁻¹
 *
 * Its tails are heavy: who is far from all clusters is about as likely in each, where softmax would still be sure. The
 * likeliest cluster is the nearest. O(k) for one embedding.
 *
 * @param embeddings row-major, [n, size]
 * @returns row-major, [n, k]; each row sums to 1
 * @throws VitrineError `SHAPE_MISMATCH`, `VALUE_NOT_FINITE`, and `OPTION_INVALID` for a scale that is not above 0
 * @see van der Maaten and Hinton 2008, "Visualizing data using t-SNE"; Xie et al. 2016, arXiv:1511.06335, equation 1
 * @example softAssignment(Float32Array.of(0), { centroids: Float32Array.of(0, 2), scale: 2 }, 1) // Float64Array [0.75, 0.25]
 */
export function softAssignment(
  embeddings: Float32Array,
  { centroids, scale }: SoftClusters,
  size: number,
): Float64Array {
  const n = checkRows(embeddings, size);
  if (centroids.length === 0 || centroids.length % size !== 0) {
    throw new VitrineError(
      'SHAPE_MISMATCH',
      `${centroids.length} centroid values, expected a multiple of ${size} above 0`,
    );
  }
  if (!(scale > 0)) throw new VitrineError('OPTION_INVALID', `the scale is ${scale}, expected a number above 0`);
  const k = centroids.length / size;
  const shares = new Float64Array(n * k);
  const row = new Float64Array(size);
  const squares = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    rowDistances(loadRow(row, embeddings, i), centroids, 0, k, squares);
    let total = 0;
    for (let c = 0; c < k; c++) {
      shares[i * k + c] = 1 / (1 + squares[c] / scale);
      total += shares[i * k + c];
    }
    for (let c = 0; c < k; c++) shares[i * k + c] /= total;
  }
  return shares;
}
