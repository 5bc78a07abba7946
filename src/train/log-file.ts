import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { VitrineError } from '../errors.js';
import { quoteName, type Sql } from './duckdb.js';
import { duckDbPath } from './files/duckdb-path.js';
import { requireFile } from './files/require-file.js';
import { describeSqlFailure } from './log/sql-failure.js';

/** A file of events or items, recognised by its content. */
export interface LogFile {
  readonly path: string;
  readonly format: 'csv' | 'jsonl' | 'parquet';
  readonly isGzip: boolean;
}

/**
 * Looks at the first bytes of a file, unpacked, to say what it is; its name is not trusted.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `DATA_EMPTY` for a file without text, `FILE_UNREADABLE` for any other content
 */
export async function recogniseFile(path: string): Promise<LogFile> {
  await requireFile(path);
  const packed = await readHead(path, false);
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const head = isGzip ? await readHead(path, true) : packed;
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return { path, format: 'parquet', isGzip: false };
  if (isBinary(head)) {
    throw new VitrineError('FILE_UNREADABLE', `${path} is binary, expected CSV, CSV.gz, JSONL or Parquet`);
  }
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text === '') throw new VitrineError('DATA_EMPTY', `${path} is empty, expected a header and at least one event`);
  return { path, format: text.startsWith('{') ? 'jsonl' : 'csv', isGzip };
}

/**
 * The SQL that reads a file's rows, every column of a CSV as text so that a malformed value is ours to report.
 *
 * Rows that do not parse are left out and counted in `reject_errors` (CSV) or read as all-null (JSONL).
 */
export function readerOf({ path, format, isGzip }: LogFile): string {
  // A folder `user_id=7/` is a name, and no column.
  const file = `${duckDbPath(path)}, hive_partitioning = false`;
  switch (format) {
    case 'parquet':
      return `read_parquet(${file})`;
    case 'jsonl':
      return `read_json(${file}, format = 'newline_delimited', compression = '${isGzip ? 'gzip' : 'uncompressed'}', ignore_errors = true)`;
    case 'csv':
      return `read_csv(${file}, header = true, all_varchar = true, compression = '${isGzip ? 'gzip' : 'none'}', store_rejects = true)`;
  }
}

/**
 * The rows of a file as a sub-select. A log with a session a row (`session` and a list `events` of objects) is
 * unfolded to an event a row.
 *
 * @throws VitrineError `FILE_UNREADABLE` when DuckDB cannot make sense of the file
 */
export async function describeFile(sql: Sql, file: LogFile): Promise<{ from: string; columns: string[] }> {
  try {
    const columns = await sql.rows(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${readerOf(file)})`);
    const nested = columns.find(([, type]) => /^STRUCT\(.*\)\[\]$/s.test(String(type)));
    if (!nested) return { from: readerOf(file), columns: columns.map(([name]) => String(name)) };
    const list = quoteName(String(nested[0]));
    const from = `(SELECT * EXCLUDE (${list}), unnest(${list}, recursive := true) FROM ${readerOf(file)})`;
    const unfolded = await sql.rows(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${from})`);
    return { from, columns: unfolded.map(([name]) => String(name)) };
  } catch (error) {
    const { code, message } = describeSqlFailure(error);
    throw new VitrineError(code, `${file.path} cannot be read as ${file.format}: ${message}`);
  }
}

const headBytes = 64 * 1024;

async function readHead(path: string, unpack: boolean): Promise<Buffer> {
  const file = createReadStream(path, unpack ? {} : { end: headBytes - 1 });
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of unpack ? file.pipe(createGunzip()) : file) {
      parts.push(part as Buffer);
      bytes += (part as Buffer).length;
      if (bytes >= headBytes) break;
    }
  } catch (cause) {
    throw new VitrineError('FILE_UNREADABLE', `${path} is damaged: its start does not unpack`, { cause });
  } finally {
    file.destroy();
  }
  return Buffer.concat(parts).subarray(0, headBytes);
}

/** Text holds no zero byte and hardly any byte sequence that UTF-8 forbids. */
function isBinary(head: Buffer): boolean {
  if (head.includes(0)) return true;
  const text = head.toString('utf8');
  const nForbidden = text.split('\uFFFD').length - 1;
  return nForbidden > 4 && nForbidden > text.length / 50;
}
