import { quoteText } from '../files/duckdb.js';

/** The times that a log can have, ms since 1970: from the first one to before the second one. */
export interface TimeBounds {
  readonly from: number;
  readonly to: number;
}

/** A log that is written in local time, without a zone, may be so far ahead, ms. */
const aheadMs = 24 * 3_600_000;

/**
 * Returns the times that a log can have: no shop has one from before 1990, and none of what is still to come.
 *
 * @param now ms since 1970
 */
export function timeBounds(now: number): TimeBounds {
  return { from: Date.UTC(1990, 0, 1), to: now + aheadMs };
}

/**
 * Returns the SQL expression that turns a text column into ms since 1970 UTC, or into null where it cannot, or where the
 * time is out of bounds.
 *
 * Numbers are taken as seconds, milliseconds, microseconds or nanoseconds by their size (the limits stand for the
 * year 5138 in the finer unit); text as ISO 8601 (`2010-12-01`, `2010-12-01 08:26:00`, `2010-12-01T08:26:00+01:00`), UTC where
 * it names no zone.
 *
 * @param format a strptime pattern for logs that write times in another way, such as `%d/%m/%Y %H:%M`
 * @see https://duckdb.org/docs/stable/sql/functions/dateformat
 */
export function timeSql(column: string, bounds: TimeBounds, format?: string): string {
  if (format !== undefined) return likelyTime(momentSql(`try_strptime(${column}, ${quoteText(format)})`), bounds);
  const number = `try_cast(${column} AS DOUBLE)`;
  const ms = `CASE WHEN abs(${number}) < 1e11 THEN ${number} * 1e3
    WHEN abs(${number}) < 1e14 THEN ${number}
    WHEN abs(${number}) < 1e17 THEN ${number} / 1e3
    ELSE ${number} / 1e6 END`;
  const written = momentSql(`try_cast(${column} AS TIMESTAMPTZ)`);
  return likelyTime(`CASE WHEN isfinite(${number}) THEN try_cast(round(${ms}) AS BIGINT) ELSE ${written} END`, bounds);
}

/** `infinity` is a time that has no milliseconds. */
function momentSql(time: string): string {
  return `CASE WHEN isfinite(${time}) THEN epoch_ms(${time}) END`;
}

function likelyTime(ms: string, { from, to }: TimeBounds): string {
  return `CASE WHEN (${ms}) >= ${from} AND (${ms}) < ${to} THEN (${ms}) END`;
}

/** Returns a time for people, in UTC: `2024-02-17T09:00 UTC`. */
export function describeTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)} UTC`;
}
