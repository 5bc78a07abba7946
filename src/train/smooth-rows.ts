import type { ItemGraph } from './item-graph.js';

/**
 * Smooths the rows of a table over the graph of the items, once a layer: each row becomes the weighted sum of its
 * neighbours' rows and its own. Rows behind the items (special tokens) stay.
 *
 * The graph's matrix is symmetric, so that this is its own transpose: the gradient by the table is the gradient by the
 * result, smoothed by the same number of layers.
 *
 * @param table row-major, [nItems or more, size]
 * @returns a new table of the same shape
 * @see He et al. 2020 (LightGCN), arXiv:2002.02126, equation 3
 * @example
 * smoothRows(Float32Array.of(2, 4), 1, buildItemGraph([[0, 1]], 2, { maxNeighbours: 1, selfWeight: 0.5 }), 1) // Float32Array [3, 3]
 */
export function smoothRows(table: Float32Array, size: number, graph: ItemGraph, nLayers: number): Float32Array {
  const all = Int32Array.from({ length: graph.nItems }, (_, item) => item);
  let smoothed = table.slice();
  for (let layer = 0; layer < nLayers; layer++) {
    const rows = smoothRowsAt(smoothed, size, graph, all);
    smoothed = smoothed.slice();
    smoothed.set(rows);
  }
  return smoothed;
}

/**
 * Some rows of a table that one layer would smooth: all that a step with sampled items needs, at their cost alone.
 *
 * @param rows which, in any order, repeated or not; those behind the items are copied
 * @returns row-major, [rows.length, size]
 */
export function smoothRowsAt(table: Float32Array, size: number, graph: ItemGraph, rows: Int32Array): Float32Array {
  const smoothed = new Float32Array(rows.length * size);
  for (let i = 0; i < rows.length; i++) {
    visitNeighbours(graph, rows[i], (neighbour, weight) => {
      for (let j = 0; j < size; j++) smoothed[i * size + j] += weight * table[neighbour * size + j];
    });
  }
  return smoothed;
}

/**
 * The transpose of `smoothRowsAt`: hands the gradient of the smoothed rows on to the table's rows, adding it up there.
 *
 * @param slopes the gradient by the smoothed rows, [rows.length, size]
 * @param gradient by the table, added to in place, [nItems or more, size]
 */
export function addSmoothedGradient(
  gradient: Float32Array,
  size: number,
  graph: ItemGraph,
  rows: Int32Array,
  slopes: Float32Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    visitNeighbours(graph, rows[i], (neighbour, weight) => {
      for (let j = 0; j < size; j++) gradient[neighbour * size + j] += weight * slopes[i * size + j];
    });
  }
}

function visitNeighbours(
  { nItems, starts, neighbours, weights }: ItemGraph,
  row: number,
  visit: (neighbour: number, weight: number) => void,
): void {
  if (row >= nItems) {
    visit(row, 1);
    return;
  }
  for (let place = starts[row]; place < starts[row + 1]; place++) visit(neighbours[place], weights[place]);
}
