import { quoteText } from './duckdb.js';

/**
 * The SQL expression that turns a text column into ms since 1970 UTC, or null where it cannot.
 *
 * Numbers are taken as seconds, milliseconds, microseconds or nanoseconds by their size (the limits stand for the
 * year 5138 in the finer unit); text as ISO 8601 (`2010-12-01`, `2010-12-01 08:26:00`, `2010-12-01T08:26:00+01:00`), UTC where
 * it names no zone.
 *
 * @param format a strptime pattern for logs that write times in another way, such as `%d/%m/%Y %H:%M`
 * @see https://duckdb.org/docs/stable/sql/functions/dateformat
 */
export function timeSql(column: string, format?: string): string {
  if (format !== undefined) return `epoch_ms(try_strptime(${column}, ${quoteText(format)}))`;
  const number = `try_cast(${column} AS DOUBLE)`;
  const ms = `CASE WHEN abs(${number}) < 1e11 THEN ${number} * 1e3
    WHEN abs(${number}) < 1e14 THEN ${number}
    WHEN abs(${number}) < 1e17 THEN ${number} / 1e3
    ELSE ${number} / 1e6 END`;
  return `CASE WHEN isfinite(${number}) THEN round(${ms})::BIGINT ELSE epoch_ms(try_cast(${column} AS TIMESTAMPTZ)) END`;
}
