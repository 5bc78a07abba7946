import type { Sql } from '../../files/duckdb.js';

/**
 * Gives blank times of the table `events` the time of the line above, where that is of the same session: exports of orders write
 * the time of an order in its first line only.
 *
 * @returns how many times were blank and are filled
 */
export async function fillBlankTimes(sql: Sql): Promise<number> {
  const isBlank = 'events.time IS NULL AND events.written IS NULL';
  const [[nBlank]] = await sql.rows(`SELECT count(*)::DOUBLE FROM events WHERE ${isBlank} AND session IS NOT NULL`);
  if (Number(nBlank) === 0) return 0;
  return sql.run(`UPDATE events SET time = above.last.time FROM (
    SELECT file, line, last_value(CASE WHEN NOT (${isBlank}) THEN {'session': session, 'time': time} END IGNORE NULLS)
      OVER (PARTITION BY file ORDER BY line) AS last FROM events) AS above
    WHERE events.file = above.file AND events.line = above.line AND ${isBlank}
      AND above.last.session = events.session AND above.last.time IS NOT NULL`);
}
