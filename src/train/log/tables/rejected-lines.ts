import { resolve } from 'node:path';
import { VitrineError } from '../../../errors.js';
import type { Sql } from '../../files/duckdb.js';

/** What DuckDB's kinds of rejected lines mean to people. */
const meanings: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'with fewer cells than the header',
  'TOO MANY COLUMNS': 'with more cells than the header',
  'UNQUOTED VALUE': 'with a quote that does not fit',
  'INVALID ENCODING': 'that are no UTF-8',
  'LINE SIZE OVER MAXIMUM': 'that are too long',
};

/** A file, and where its content was read from. */
export interface ReadFile {
  readonly path: string;
  readonly source: string;
}

/**
 * Returns how many lines were no CSV rows when the files were last read, and tells of each file and kind how many and where the first is.
 *
 * @param files the files that were read
 * @param onNote hears a line for each kind
 * @throws VitrineError `FILE_UNREADABLE` for a quote that does not end: what follows it would be lost as one cell
 */
export async function countRejected(
  sql: Sql,
  files: readonly ReadFile[],
  onNote?: (note: string) => void,
): Promise<number> {
  // DuckDB makes the table for them only where it reads a CSV.
  const tables = await sql.rows("SELECT table_name FROM duckdb_tables() WHERE table_name = 'reject_errors'");
  if (tables.length === 0) return 0;
  const sources = new Map(files.map(({ path, source }) => [resolve(source), path]));
  const nameOf = (source: unknown) => sources.get(String(source)) ?? files.map(({ path }) => path).join(', ');
  const rejected = `(SELECT file_path, line, min(error_type::VARCHAR) AS kind, max(csv_line) AS text
    FROM reject_errors JOIN (SELECT DISTINCT scan_id, file_id, file_path FROM reject_scans
      QUALIFY scan_id = max(scan_id) OVER (PARTITION BY file_path)) USING (scan_id, file_id)
    GROUP BY scan_id, file_id, file_path, line)`;
  const open =
    await sql.rows(`SELECT file_path, line::DOUBLE, len(regexp_extract_all(text, '\\n'))::DOUBLE FROM ${rejected}
    WHERE kind = 'UNQUOTED VALUE' AND trim(text, chr(10) || chr(13)) LIKE '%' || chr(10) || '%' ORDER BY line LIMIT 1`);
  if (open.length > 0) {
    const [source, line, nLost] = open[0];
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${nameOf(source)}: a quote on line ${line} does not end where its cell does, so that ${nLost} lines behind it would be ` +
        'lost: close it, or write a quote inside of a quoted cell twice',
    );
  }
  const kinds = await sql.rows(`SELECT file_path, kind, count(*)::DOUBLE, min(line)::DOUBLE FROM ${rejected}
    GROUP BY ALL ORDER BY kind`);
  const places = [...sources.keys()];
  kinds.sort(([a], [b]) => places.indexOf(String(a)) - places.indexOf(String(b)));
  for (const [source, kind, count, line] of kinds) {
    const lines = Number(count) === 1 ? '1 line' : `${Number(count)} lines`;
    onNote?.(
      `${nameOf(source)}: ${lines} ${meanings[String(kind)] ?? 'that are no rows'}, left out (first: line ${line})`,
    );
  }
  return kinds.reduce((sum, [, , count]) => sum + Number(count), 0);
}
