import type { Sql } from './duckdb.js';
import type { EventLogSummary } from './event-log.js';

/** Where the times of a log that has only positions begin: 2000-01-01, so that nobody takes them for real. */
const syntheticStart = Date.UTC(2000, 0, 1);

/**
 * Gives times to a log that has only positions: sessions follow each other in file order, a gap apart, and the events
 * of one are a second apart in the order of their positions.
 */
export async function giveTimes(sql: Sql, gapMs: number): Promise<void> {
  await sql.run(`CREATE OR REPLACE TABLE events AS
    WITH starts AS (
      SELECT shopper, session, row_number() OVER (ORDER BY min((file, line))) - 1 AS nth FROM events
      GROUP BY shopper, session)
    SELECT events.* REPLACE (${syntheticStart} + nth * ${2 * gapMs} +
      1000 * (row_number() OVER (PARTITION BY shopper, session ORDER BY position, file, line) - 1) AS time)
    FROM events JOIN starts USING (shopper, session)`);
}

/** Gives session ids to a log that has only users and times: a pause longer than `gapMs` ends a session. */
export async function giveSessions(sql: Sql, gapMs: number): Promise<void> {
  await sql.run(`CREATE OR REPLACE TABLE events AS
    WITH pauses AS (
      SELECT *, time - lag(time) OVER (PARTITION BY shopper ORDER BY time, position, file, line) > ${gapMs} AS isLong
      FROM events)
    SELECT * EXCLUDE (isLong) REPLACE (printf('%08d', sum(coalesce(isLong, false)::INTEGER) OVER
      (PARTITION BY shopper ORDER BY time, position, file, line ROWS UNBOUNDED PRECEDING)::BIGINT) AS session)
    FROM pauses`);
}

/** Counts the events that stand after a later one of their session, by position where the log has it, else by line. */
export async function countOutOfOrder(sql: Sql, { fields }: EventLogSummary): Promise<number> {
  const group = fields.has('session') ? 'shopper, session' : 'shopper';
  const [[count]] = await sql.rows(`SELECT count(*)::DOUBLE FROM (SELECT time FROM events QUALIFY
    time < lag(time) OVER (PARTITION BY ${group} ORDER BY position, file, line))`);
  return Number(count);
}
