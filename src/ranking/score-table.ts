import { type ScoreParts, totalScores } from './score.js';

/** Scores of some items for one shopper, in plain data that travels between worker, storage and page. */
export interface ScoreTable extends ScoreParts {
  /** [n]; every array of the table is in this order. */
  readonly itemIds: readonly string[];
  /** The shopper's recent items that explanations may point at, latest first. */
  readonly history: readonly string[];
  /** For each item the place in `history` of what it owes most to, or -1: [n]. */
  readonly because: Int16Array;
}

/** A table of no items. */
export const emptyTable: ScoreTable = {
  itemIds: [],
  sequence: new Float32Array(0),
  cluster: new Float32Array(0),
  repeat: new Float32Array(0),
  history: [],
  because: new Int16Array(0),
};

/**
 * Keeps the rows of a table that are asked for, in the order asked.
 *
 * @param rows places in the table, [m]
 */
export function selectRows(table: ScoreTable, rows: ArrayLike<number>): ScoreTable {
  const pick = (values: Float32Array) => Float32Array.from(rows, (row) => values[row]);
  // Not by `Array.from`: Prototype.js and its like put another function in its place.
  const itemIds: string[] = [];
  for (let i = 0; i < rows.length; i++) itemIds.push(table.itemIds[rows[i]]);
  return {
    itemIds,
    sequence: pick(table.sequence),
    cluster: pick(table.cluster),
    repeat: pick(table.repeat),
    history: table.history,
    because: Int16Array.from(rows, (row) => table.because[row]),
  };
}

/**
 * Adds items at the end of a table that have nothing but a sequence score.
 *
 * @param scores by item id, with the place in `history` of what each owes most to, or -1
 */
export function appendScores(
  table: ScoreTable,
  scores: ReadonlyMap<string, { readonly score: number; readonly because: number }>,
): ScoreTable {
  if (scores.size === 0) return table;
  const join = (start: Float32Array, end: Iterable<number>) => Float32Array.from([...start, ...end]);
  const added = [...scores.values()];
  const zeros = new Float32Array(scores.size);
  return {
    itemIds: [...table.itemIds, ...scores.keys()],
    sequence: join(
      table.sequence,
      added.map(({ score }) => score),
    ),
    cluster: join(table.cluster, zeros),
    repeat: join(table.repeat, zeros),
    history: table.history,
    because: Int16Array.from([...table.because, ...added.map(({ because }) => because)]),
  };
}

/**
 * The rows of the `limit` best items, best first; a tie goes to the earlier row.
 *
 * @example bestRows(table, 12, (itemId) => itemId !== 'sold-out')
 */
export function bestRows(
  table: ScoreTable,
  limit: number,
  isWanted: (itemId: string) => boolean = () => true,
): number[] {
  const scores = totalScores(table);
  const rows = table.itemIds.flatMap((itemId, row) => (isWanted(itemId) ? [row] : []));
  return rows.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, limit);
}
