import { VitrineError } from '../../errors.js';

/**
 * Pairs rows with columns, each at most once, so that the sum of the costs of all pairs is least (the Hungarian method,
 * by shortest augmenting paths). As many pairs are made as there are rows or columns, whichever are fewer.
 *
 * Time O(rows² · columns) where there are no more rows than columns, and the other way round.
 *
 * @param costs row-major, [nRows, nColumns], finite
 * @returns the column of each row, -1 where it has none, [nRows]
 * @throws VitrineError `SHAPE_MISMATCH` for a length that is no multiple of `nColumns`, `VALUE_NOT_FINITE`
 * @see Kuhn 1955, doi:10.1002/nav.3800020109; Jonker and Volgenant 1987, doi:10.1007/BF02278710
 * @example pairByCost(Float64Array.of(4, 1, 2, 3), 2) // Int32Array [1, 0]
 */
export function pairByCost(costs: Float64Array, nColumns: number): Int32Array {
  const nRows = nColumns > 0 ? costs.length / nColumns : 0;
  if (!Number.isInteger(nRows)) {
    throw new VitrineError('SHAPE_MISMATCH', `${costs.length} costs are no multiple of ${nColumns} columns`);
  }
  const broken = costs.findIndex((cost) => !Number.isFinite(cost));
  if (broken >= 0) throw new VitrineError('VALUE_NOT_FINITE', `cost ${broken} is ${costs[broken]}, expected a number`);
  if (nRows <= nColumns) return pairRows((row, column) => costs[row * nColumns + column], nRows, nColumns);
  const pairs = new Int32Array(nRows).fill(-1);
  pairRows((column, row) => costs[row * nColumns + column], nColumns, nRows).forEach((row, column) => {
    pairs[row] = column;
  });
  return pairs;
}

/** Gives every row a column; there are at least as many columns as rows. */
function pairRows(costOf: (row: number, column: number) => number, nRows: number, nColumns: number): Int32Array {
  // What a row and a column are worth: no cost is below the sum of its two, and that of a pair is the sum.
  const rowWorth = new Float64Array(nRows);
  const columnWorth = new Float64Array(nColumns);
  const rowOf = new Int32Array(nColumns).fill(-1);
  for (let added = 0; added < nRows; added++) {
    const slack = new Float64Array(nColumns).fill(Number.POSITIVE_INFINITY);
    const isReached = new Uint8Array(nColumns);
    /** The reached column that a column's slack comes from; -1 for the row that is added. */
    const cameFrom = new Int32Array(nColumns).fill(-1);
    let reached = -1;
    let row = added;
    do {
      let nearest = -1;
      for (let column = 0; column < nColumns; column++) {
        if (isReached[column]) continue;
        const over = costOf(row, column) - rowWorth[row] - columnWorth[column];
        if (over < slack[column]) {
          slack[column] = over;
          cameFrom[column] = reached;
        }
        if (nearest < 0 || slack[column] < slack[nearest]) nearest = column;
      }
      const step = slack[nearest];
      rowWorth[added] += step;
      for (let column = 0; column < nColumns; column++) {
        if (isReached[column]) {
          rowWorth[rowOf[column]] += step;
          columnWorth[column] -= step;
        } else slack[column] -= step;
      }
      isReached[nearest] = 1;
      reached = nearest;
      row = rowOf[nearest];
    } while (row >= 0);
    // Along the path that was found, every column goes to the row before it.
    while (reached >= 0) {
      const before = cameFrom[reached];
      rowOf[reached] = before < 0 ? added : rowOf[before];
      reached = before;
    }
  }
  const pairs = new Int32Array(nRows).fill(-1);
  rowOf.forEach((row, column) => {
    if (row >= 0) pairs[row] = column;
  });
  return pairs;
}
