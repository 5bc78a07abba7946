import type { Sql } from '../../files/duckdb.js';
import { timeSql } from '../timestamp.js';

/** All times that a number or ISO 8601 can write. */
const anyTime = { from: -8e15, to: 8e15 };

/** Says how many of the rows without a time have one of before 1990 or of the future: a sign of times in another unit. */
export async function countTimesOutOfBounds(sql: Sql, condition: string): Promise<string | undefined> {
  const time = timeSql('written', anyTime);
  const [[nEarly, nLate]] = await sql.rows(`SELECT (count(*) FILTER (${time} < ${Date.UTC(1990, 0, 1)}))::DOUBLE,
    (count(*) FILTER (${time} > ${Date.UTC(1990, 0, 1)}))::DOUBLE FROM events WHERE ${condition}`);
  const found = [
    ...(Number(nEarly) > 0 ? [`${nEarly} before 1990`] : []),
    ...(Number(nLate) > 0 ? [`${nLate} in the future`] : []),
  ];
  return found.length > 0 ? `${found.join(', ')}, if read as ISO 8601 or as a number since 1970` : undefined;
}
