import { nearestCentroids } from '../points/nearest-centroids.js';
import { blockSize, compileNearestKernel, lanes } from './nearest-kernel.js';

/** Labels points by their nearest centroids, as `nearestCentroids` does. */
export type Nearest = (
  points: Float32Array,
  centroids: Float32Array | Float64Array,
  labels: Int32Array,
  distances?: Float64Array,
) => void;

/** Rows that the kernel measures in one call. */
const rowsAtOnce = 1024;

/** Beyond these sizes squares leave the range of 32-bit floats, or all of their precision. */
const [smallest, largest] = [1e-15, 1e15];

/** Lies infinitely far from every point. */
const nowhere = 3e38;

/**
 * Prepares to label many points: by a WebAssembly kernel where there is one, else by `nearestCentroids`.
 *
 * The kernel computes in 32 bits, so that of two centroids whose distances differ by less than a millionth it may take
 * the other.
 *
 * @param nClusters how many centroids there will be
 */
export function createNearest(size: number, nClusters: number): Nearest {
  const nBlocks = Math.ceil(nClusters / blockSize);
  const lengths = { rows: rowsAtOnce * size, columns: nBlocks * blockSize * size, out: rowsAtOnce * 2 * lanes };
  const kernel = compileNearestKernel(4 * (lengths.rows + lengths.columns + lengths.out));
  if (!kernel) return (points, ...rest) => nearestCentroids(points, size, ...rest);

  const { buffer } = kernel.memory;
  const rows = new Float32Array(buffer, 0, lengths.rows);
  const columns = new Float32Array(buffer, 4 * lengths.rows, lengths.columns);
  const least = new Float32Array(buffer, columns.byteOffset + 4 * lengths.columns, lengths.out);
  const nearest = new Int32Array(buffer, least.byteOffset, lengths.out);
  return (points, centroids, labels, distances) => {
    if (!isMeasurable(centroids)) return nearestCentroids(points, size, centroids, labels, distances);
    fillColumns(columns, centroids, size);
    for (let from = 0; from < labels.length; from += rowsAtOnce) {
      const n = Math.min(rowsAtOnce, labels.length - from);
      rows.set(points.subarray(from * size, (from + n) * size));
      kernel.run(0, 4 * n * size, 4 * size, columns.byteOffset, nBlocks, least.byteOffset);
      for (let i = 0; i < n; i++) {
        const at = bestLane(least, nearest, 2 * lanes * i);
        labels[from + i] = nearest[at + lanes];
        if (distances) distances[from + i] = least[at];
        // Its squares are too large for 32 bits, or not finite at all.
        if (nearest[at + lanes] < 0) labelAlone(points, size, centroids, labels, distances, from + i);
      }
    }
  };
}

/** Where the least of a row's distances stands, of equals that of the lowest column. */
function bestLane(least: Float32Array, nearest: Int32Array, from: number): number {
  let best = from;
  for (let at = from + 1; at < from + lanes; at++) {
    const isLower = least[at] === least[best] && nearest[at + lanes] < nearest[best + lanes];
    if (least[at] < least[best] || isLower) best = at;
  }
  return best;
}

function isMeasurable(centroids: Float32Array | Float64Array): boolean {
  let most = 0;
  for (const value of centroids) most = Math.max(most, Math.abs(value));
  return most > smallest && most < largest;
}

/** Puts the same coordinate of 16 centroids side by side; the last block is filled up with some that are nowhere. */
function fillColumns(columns: Float32Array, centroids: Float32Array | Float64Array, size: number): void {
  columns.fill(nowhere);
  const k = centroids.length / size;
  for (let c = 0; c < k; c++) {
    const block = Math.floor(c / blockSize) * blockSize * size + (c % blockSize);
    for (let d = 0; d < size; d++) columns[block + d * blockSize] = centroids[c * size + d];
  }
}

function labelAlone(
  points: Float32Array,
  size: number,
  centroids: Float32Array | Float64Array,
  labels: Int32Array,
  distances: Float64Array | undefined,
  i: number,
): void {
  const own = points.subarray(i * size, (i + 1) * size);
  nearestCentroids(own, size, centroids, labels.subarray(i, i + 1), distances?.subarray(i, i + 1));
}
