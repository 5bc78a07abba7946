import { quoteText, type Sql } from '../../files/duckdb.js';
import { duckDbPath } from '../../files/duckdb-path.js';
import type { LogTable } from './open-table.js';

/**
 * Tells how many lines of JSON files are no JSON, such as one that was cut off. DuckDB makes an
 * empty row of such a line, so that only files with an empty row in the table `events` are read again.
 *
 * @param tables the files, in the order of `events.file`
 * @param onNote hears of each file how many lines, and which is the first
 */
export async function tellMalformedJson(
  sql: Sql,
  tables: readonly LogTable[],
  onNote: (note: string) => void,
): Promise<void> {
  const rows = await sql.rows(`SELECT DISTINCT file::DOUBLE AS file FROM events
    WHERE session IS NULL AND shopper IS NULL AND time IS NULL AND item IS NULL AND query IS NULL ORDER BY file`);
  for (const { path, source, lines } of rows.map(([file]) => tables[Number(file)])) {
    if (lines === undefined) continue;
    const reader = `read_csv(${duckDbPath(source)}, hive_partitioning = false, auto_detect = false, header = false,
      delim = '\u0002', quote = '', escape = '', comment = '', columns = {'line': 'VARCHAR'},
      compression = ${quoteText(lines.isGzip ? 'gzip' : 'none')}, max_line_size = 16000000, ignore_errors = true)`;
    const [[count, first]] = await sql.rows(`SELECT count(*)::DOUBLE, min(place)::DOUBLE FROM (
      SELECT row_number() OVER () AS place, line FROM ${reader}) WHERE trim(line) <> '' AND NOT json_valid(line)`);
    if (Number(count) === 0) continue;
    const what = Number(count) === 1 ? '1 line' : `${count} lines`;
    onNote(`${path}: ${what} of no JSON, left out (first: line ${first})`);
  }
}
