import { quoteText } from './duckdb.js';

/** Times before it are malformed, ms since 1970. */
export const earliestTime = 0;

/** Times from it on are malformed, ms since 1970: the year 2100. */
export const latestTime = Date.UTC(2100, 0, 1);

/**
 * Returns the SQL expression that turns a text column into ms since 1970 UTC, or into null where it cannot, or where the
 * time is none of 1970 to 2099.
 *
 * Numbers are taken as seconds, milliseconds, microseconds or nanoseconds by their size (the limits stand for the
 * year 5138 in the finer unit); text as ISO 8601 (`2010-12-01`, `2010-12-01 08:26:00`, `2010-12-01T08:26:00+01:00`), UTC where
 * it names no zone.
 *
 * @param format a strptime pattern for logs that write times in another way, such as `%d/%m/%Y %H:%M`
 * @see https://duckdb.org/docs/stable/sql/functions/dateformat
 */
export function timeSql(column: string, format?: string): string {
  if (format !== undefined) return likelyTime(momentSql(`try_strptime(${column}, ${quoteText(format)})`));
  const number = `try_cast(${column} AS DOUBLE)`;
  const ms = `CASE WHEN abs(${number}) < 1e11 THEN ${number} * 1e3
    WHEN abs(${number}) < 1e14 THEN ${number}
    WHEN abs(${number}) < 1e17 THEN ${number} / 1e3
    ELSE ${number} / 1e6 END`;
  const written = momentSql(`try_cast(${column} AS TIMESTAMPTZ)`);
  return likelyTime(`CASE WHEN isfinite(${number}) THEN try_cast(round(${ms}) AS BIGINT) ELSE ${written} END`);
}

/** `infinity` is a time that has no milliseconds. */
function momentSql(time: string): string {
  return `CASE WHEN isfinite(${time}) THEN epoch_ms(${time}) END`;
}

function likelyTime(ms: string): string {
  return `CASE WHEN (${ms}) >= ${earliestTime} AND (${ms}) < ${latestTime} THEN (${ms}) END`;
}
