import { VitrineError, type VitrineErrorCode } from '../../errors.js';

/** What DuckDB's errors mean, by words of theirs; the first that fits counts. */
const meanings: readonly (readonly [RegExp, VitrineErrorCode, string])[] = [
  [
    /out of memory|failed to allocate/i,
    'OUT_OF_MEMORY',
    'memory does not suffice: close other programs, or bring less log',
  ],
  [/no space left|disk is full/i, 'WRITE_FAILED', 'the disk for temporary files is full: make room, or set TMPDIR'],
  [/permission denied/i, 'FILE_UNREADABLE', 'it may not be read'],
  [/unicode|utf-?8|encod/i, 'FILE_UNREADABLE', 'it is not in UTF-8'],
  [/line size|maximum_line_size|buffer_size/i, 'FILE_UNREADABLE', 'a line is too long'],
  [/maximum_object_size/i, 'FILE_UNREADABLE', 'an object is too large'],
  [/quote/i, 'FILE_UNREADABLE', 'a quote does not end'],
  [/too small to be a parquet|magic bytes|footer|thrift/i, 'FILE_UNREADABLE', 'it is cut short or damaged'],
  [/format specifier|strptime/i, 'CONFIG_INVALID', 'timeFormat is no strptime pattern'],
  [/gzip|compress|decompress|inflate/i, 'FILE_UNREADABLE', 'it does not unpack'],
  [
    /sniff|dialect|expected number of columns|too many columns/i,
    'FILE_UNREADABLE',
    'its lines have no columns in common',
  ],
  [/json/i, 'FILE_UNREADABLE', 'it holds malformed JSON'],
];

/**
 * Returns a typed error in place of one of DuckDB's. DuckDB quotes the line and the value that it stumbled over, which are a
 * shopper's: neither message nor stack nor cause goes further. The kind of the error and the line's number do.
 */
export function describeSqlFailure(error: unknown): VitrineError {
  if (error instanceof VitrineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const [, code, meaning] = meanings.find(([words]) => words.test(text)) ?? [];
  const kind = /^([A-Z][A-Za-z ]{2,40}) Error:/.exec(text)?.[1];
  const line = /\bline:? ?(\d+)/i.exec(text)?.[1];
  const about = meaning ?? `DuckDB reports ${kind ? `a problem of the kind "${kind}"` : 'a problem'}`;
  return new VitrineError(code ?? 'FILE_UNREADABLE', `${about}${line ? ` (line ${line})` : ''}`);
}
