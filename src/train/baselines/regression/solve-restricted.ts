import { solveRidge } from '../../numerics/solve-ridge.js';
import { lazyRows, type SparseRow } from '../../numerics/sparse-rows.js';
import type { ItemRegressionSystem } from './item-regression-system.js';

/**
 * Solves an item regression target by target, each over the items most like it (by cosine) and itself: what has nothing
 * to do with a target says nothing for it. As `solveDense` where the support holds all items.
 *
 * @param supportSize items that a target is regressed on
 * @returns by row what an item says for each item
 */
export function solveRestricted(
  { nItems, gram, shared, penalty, maxSelf }: ItemRegressionSystem,
  supportSize: number,
): (item: number) => SparseRow {
  const towards = transpose(shared, nItems);
  const sizes = Float64Array.from({ length: nItems }, (_, item) => valueAt(gram(item), item) + penalty);
  const rows: { item: number; strength: number }[][] = Array.from({ length: nItems }, () => []);
  const scratch = new Float64Array(nItems);
  for (let target = 0; target < nItems; target++) {
    const wanted = towards[target];
    const alike = wanted.items
      .map((item, i) => ({ item, value: wanted.values[i] / Math.sqrt(sizes[item]) }))
      .filter(({ item }) => item !== target)
      .sort((a, b) => b.value - a.value || a.item - b.item)
      .slice(0, supportSize);
    const support = [target, ...alike.map(({ item }) => item)];
    wanted.items.forEach((item, i) => {
      scratch[item] = wanted.values[i];
    });
    const sums = Float64Array.from(support, (item) => scratch[item]);
    for (const item of wanted.items) scratch[item] = 0;
    const matrix = gather(gram, support, penalty, scratch);
    const strengths = solveRidge(matrix.slice(), sums);
    if (strengths[0] > maxSelf) {
      const unit = new Float64Array(support.length);
      unit[0] = 1;
      const column = solveRidge(matrix, unit);
      const excess = (strengths[0] - maxSelf) / column[0];
      for (let i = 0; i < strengths.length; i++) strengths[i] -= column[i] * excess;
    }
    support.forEach((item, i) => {
      if (Math.abs(strengths[i]) > 1e-6) rows[item].push({ item: target, strength: strengths[i] });
    });
  }
  return lazyRows(nItems, (item, add) => {
    for (const { item: target, strength } of rows[item]) add(target, strength);
  });
}

/** The rows and columns of a sparse matrix that are asked for, with the penalty on its diagonal: row-major. */
function gather(
  gram: (item: number) => SparseRow,
  support: readonly number[],
  penalty: number,
  scratch: Float64Array,
): Float64Array {
  const size = support.length;
  const matrix = new Float64Array(size * size);
  support.forEach((item, i) => {
    const { items, values } = gram(item);
    for (let e = 0; e < items.length; e++) scratch[items[e]] = values[e];
    for (let j = 0; j < size; j++) matrix[i * size + j] = scratch[support[j]];
    matrix[i * size + i] += penalty;
    for (let e = 0; e < items.length; e++) scratch[items[e]] = 0;
  });
  return matrix;
}

function transpose(rowOf: (item: number) => SparseRow, nItems: number): { items: number[]; values: number[] }[] {
  const columns = Array.from({ length: nItems }, () => ({ items: [] as number[], values: [] as number[] }));
  for (let row = 0; row < nItems; row++) {
    const { items, values } = rowOf(row);
    for (let i = 0; i < items.length; i++) {
      columns[items[i]].items.push(row);
      columns[items[i]].values.push(values[i]);
    }
  }
  return columns;
}

function valueAt({ items, values }: SparseRow, item: number): number {
  const place = items.indexOf(item);
  return place < 0 ? 0 : values[place];
}
