import type { Sql } from '../files/duckdb.js';
import type { EventLogSummary } from './event-log.js';

/** Where the times of a log that has only positions begin: 2000-01-01, so that nobody takes them for real. */
const syntheticStart = Date.UTC(2000, 0, 1);

/**
 * Gives times to a log that has only positions, so that there is one order of everything: sessions follow each other as
 * their first rows do in the files, the events of one by position, each event a second after the one before.
 */
export async function giveTimes(sql: Sql): Promise<void> {
  await sql.run(`CREATE OR REPLACE TABLE events AS
    WITH starts AS (
      SELECT shopper, session, row_number() OVER (ORDER BY min(file * ${linesAFile} + line)) AS nth FROM events
      GROUP BY shopper, session)
    SELECT events.* REPLACE (
      ${syntheticStart} + 1000 * (row_number() OVER (ORDER BY nth, position, file, line) - 1) AS time)
    FROM events JOIN starts USING (shopper, session)`);
}

/** More lines than any file has: file and line in one number sort fast. */
const linesAFile = 1e12;

/** Gives session ids to a log that has only users and times: a pause longer than `gapMs` ends a session. */
export async function giveSessions(sql: Sql, gapMs: number): Promise<void> {
  const byShopper = 'PARTITION BY shopper, isTest ORDER BY time, position, file, line';
  await sql.run(`CREATE OR REPLACE TABLE events AS
    WITH pauses AS (
      SELECT *, time - lag(time) OVER (${byShopper}) > ${gapMs} AS isLong
      FROM events)
    SELECT * EXCLUDE (isLong) REPLACE (printf('%s%08d', if(isTest, 'test ', ''), sum(coalesce(isLong, false)::INTEGER) OVER
      (${byShopper} ROWS UNBOUNDED PRECEDING)::BIGINT) AS session)
    FROM pauses`);
}

/** Counts the events that stand after a later one of their session, by position where the log has it, else by line. */
export async function countOutOfOrder(sql: Sql, { fields }: EventLogSummary): Promise<number> {
  const group = fields.has('session') ? 'shopper, session' : 'shopper';
  const [[count]] = await sql.rows(`SELECT count(*)::DOUBLE FROM (SELECT time FROM events QUALIFY
    time < lag(time) OVER (PARTITION BY ${group} ORDER BY position, file, line))`);
  return Number(count);
}
