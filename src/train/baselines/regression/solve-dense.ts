import { invertMatrix } from '../../numerics/invert-matrix.js';
import { addProduct, stretchesOf } from '../../numerics/matrix-blocks.js';
import type { SparseRow } from '../../numerics/sparse-rows.js';
import type { ItemRegressionSystem } from './item-regression-system.js';

/**
 * Solves an item regression over all items at once: `B = P shared`, P being the inverse of `gram + penalty`; then takes
 * from each column what its diagonal has too much, along the column of P, which costs the fit least.
 *
 * @returns by row what an item says for each item
 */
export function solveDense({
  nItems: n,
  gram,
  shared,
  penalty,
  maxSelf,
}: ItemRegressionSystem): (item: number) => SparseRow {
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const { items, values } = gram(row);
    for (let i = 0; i < items.length; i++) inverse[row * n + items[i]] = values[i];
    inverse[row * n + row] += penalty;
  }
  invertMatrix(inverse, n);
  const strengths = shared === gram ? withoutPenalty(inverse, n, penalty) : multiply(inverse, shared, n);
  const excess = Float64Array.from(
    { length: n },
    (_, j) => Math.max(0, strengths[j * n + j] - maxSelf) / inverse[j * n + j],
  );
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) strengths[i * n + j] -= inverse[i * n + j] * excess[j];
  const all = Int32Array.from({ length: n }, (_, item) => item);
  return (item) => ({ items: all, values: strengths.subarray(item * n, (item + 1) * n) });
}

/** P gram = I - penalty P: no product is needed where what is predicted is what it is predicted from. */
function withoutPenalty(inverse: Float64Array, n: number, penalty: number): Float32Array {
  const product = Float32Array.from(inverse, (value) => -penalty * value);
  for (let i = 0; i < n; i++) product[i * n + i] += 1;
  return product;
}

function multiply(inverse: Float64Array, shared: (item: number) => SparseRow, n: number): Float32Array {
  const columns = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const { items, values } = shared(row);
    for (let i = 0; i < items.length; i++) columns[items[i] * n + row] = values[i];
  }
  const product = new Float64Array(n * n);
  const blocks = stretchesOf(n);
  for (const rows of blocks) {
    for (const others of blocks) {
      addProduct(n, 1, product, inverse, columns, { rows, columns: others, depth: { from: 0, to: n } });
    }
  }
  return Float32Array.from(product);
}
