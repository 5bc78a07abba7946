import { neutraliseLine } from './neutralise.js';

/** A cell: numbers are aligned to the right, `undefined` stays empty. */
export type Cell = string | number | undefined;

/**
 * Lays rows out as a text table under their column names; what a terminal would obey is escaped in cells.
 *
 * @param rows each an object of cells; a column shows where its name first appears
 * @example formatTable([{ rule: 'duplicates', dropped: 3 }])
 * // rule        dropped
 * // ----------  -------
 * // duplicates        3
 */
export function formatTable(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  // Not what every object inherits, such as `toString`.
  const cellsOf = (name: string) => rows.map((row) => (Object.hasOwn(row, name) ? row[name] : undefined));
  const columns = names.map((name) => {
    const head = neutraliseLine(name);
    const cells = cellsOf(name).map(formatCell);
    const isNumeric = cellsOf(name).some((cell) => typeof cell === 'number');
    const width = Math.max(head.length, ...cells.map((cell) => cell.length));
    const pad = (text: string) => (isNumeric ? text.padStart(width) : text.padEnd(width));
    return [pad(head), '-'.repeat(width), ...cells.map(pad)];
  });
  const nLines = rows.length + 2;
  const lines = Array.from({ length: nLines }, (_, i) =>
    columns
      .map((column) => column[i])
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Whole numbers with thousands marked, others with four decimals. */
function formatCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return neutraliseLine(cell);
  return Number.isInteger(cell) ? cell.toLocaleString('en-GB') : cell.toFixed(4);
}
