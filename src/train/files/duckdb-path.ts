import { resolve } from 'node:path';
import { VitrineError } from '../../errors.js';
import { quoteText } from './duckdb.js';

/**
 * Returns the SQL text by which DuckDB reads one file and no other: its whole path, so that it is never an address or a home
 * folder, with the characters of patterns each in brackets, where they stand for themselves.
 *
 * @throws VitrineError `FILE_UNREADABLE` for the one kind of name that DuckDB cannot be told: with a backslash beside them
 * @see https://duckdb.org/docs/stable/sql/functions/pattern_matching#globbing
 * @example duckDbPath('/srv/log[1].csv') // "'/srv/log[[]1].csv'"
 */
export function duckDbPath(path: string): string {
  const whole = resolve(path);
  const hasPattern = /[*?[]/.test(whole);
  if (hasPattern && process.platform !== 'win32' && whole.includes('\\')) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} has a backslash beside *, ? or [ in its path, which cannot be read: rename it`,
    );
  }
  return quoteText(whole.replace(/[*?[]/g, '[$&]'));
}
