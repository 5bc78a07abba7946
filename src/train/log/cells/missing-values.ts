import type { EventField } from '../../config/columns.js';
import { quoteText, type Sql } from '../../files/duckdb.js';

/** How exports write that there is no value, in lower case. */
const always = ['(not set)', '(not provided)', 'null', '(null)', '<null>', '\\n', 'undefined', 'n/a', '#n/a', '#null!'];

/** Words that say so in a column of ids, numbers or times, and may be what a shopper searched for. */
const besideWords = [
  'na',
  '<na>',
  'nan',
  'none',
  '(none)',
  'nil',
  'not set',
  '(blank)',
  '(empty)',
  '(unknown)',
  'unknown',
  '-',
  '--',
];

/** The id that programs give where they know none. */
const nilId = '00000000-0000-0000-0000-000000000000';

/**
 * Returns the SQL condition that a cell says that it has no value: `(not set)`, `NULL`, `NA`, `None`, `\N` and the like, in
 * any case, and what the shop names in `clean.missingValues`.
 *
 * @param text an SQL expression of trimmed text
 */
export function isMissingSql(field: EventField, text: string, own: readonly string[]): string {
  const words = field === 'query' ? always : [...always, ...besideWords, nilId];
  const list = [...words, ...own.map((word) => word.trim().toLowerCase())];
  const longest = Math.max(...list.map((word) => word.length));
  return `CASE WHEN length(${text}) <= ${longest} THEN lower(${text}) IN (${list.map(quoteText).join(', ')}) ELSE false END`;
}

/** Stands between the marks of one row: no text of a log is told by them. */
const between = 'chr(31)';

/**
 * Returns the SQL expression that marks which cells of a row say that they have no value, or null for a row without any.
 *
 * @param cells each the condition, the column's name and the text of a field
 */
export function markMissingSql(cells: readonly (readonly [condition: string, column: string, text: string])[]): string {
  const marks = cells.map(
    ([isMissing, column, text]) => `CASE WHEN ${isMissing} THEN ${quoteText(`${column} as `)} || ${text} END`,
  );
  return marks.length === 0 ? 'NULL::VARCHAR' : `nullif(concat_ws(${between}, ${marks.join(', ')}), '')`;
}

/** Counts what `markMissingSql` marked in the column `blanks` of `events`: `item_id as (not set) 60`. */
export async function countMissing(sql: Sql): Promise<string[]> {
  const rows = await sql.rows(`SELECT mark, count(*)::DOUBLE AS n FROM
    (SELECT unnest(string_split(blanks, ${between})) AS mark FROM events WHERE blanks IS NOT NULL)
    GROUP BY mark ORDER BY n DESC, mark LIMIT 12`);
  if (rows.length === 0) return [];
  return [rows.map(([mark, count]) => `${mark} ${Number(count).toLocaleString('en-GB')}`).join(', ')];
}
