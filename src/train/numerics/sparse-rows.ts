/** The items that one item has to do with, in no order. */
export interface SparseRow {
  readonly items: Int32Array;
  /** By place in `items`. */
  readonly values: Float32Array;
}

/**
 * A sparse matrix over items whose rows are counted when they are first asked for: few questions on a large catalogue
 * need few of them.
 *
 * @param count adds up a row: it calls `add` as often as it likes for each of its items
 * @returns a look-up by row; the row holds the items that came to more than 0
 * @example lazyRows(3, (row, add) => add((row + 1) % 3, 1))(2) // { items: [0], values: [1] }
 */
export function lazyRows(
  nItems: number,
  count: (row: number, add: (item: number, value: number) => void) => void,
): (row: number) => SparseRow {
  const known = new Map<number, SparseRow>();
  const sums = new Float64Array(nItems);
  let met: number[] = [];
  const add = (item: number, value: number) => {
    if (sums[item] === 0) met.push(item);
    sums[item] += value;
  };
  return (row) => {
    const found = known.get(row);
    if (found) return found;
    met = [];
    count(row, add);
    const items = Int32Array.from(met);
    const counted = { items, values: Float32Array.from(items, (item) => sums[item]) };
    for (const item of met) sums[item] = 0;
    known.set(row, counted);
    return counted;
  };
}

/** Adds a row of a sparse matrix to scores, in place. */
export function addRow(scores: Float32Array, { items, values }: SparseRow, weight: number): void {
  for (let i = 0; i < items.length; i++) scores[items[i]] += weight * values[i];
}
