import type { Sql } from '../../files/duckdb.js';

/** Counts what the rows lack that the rule of missing ids drops: `item 12, user 40`. */
export async function countMissingIds(sql: Sql, condition: string, hasSessions: boolean): Promise<string | undefined> {
  const [[nItem, nSession, nUser]] = await sql.rows(`SELECT (count(*) FILTER (item IS NULL AND query IS NULL))::DOUBLE,
    (count(*) FILTER (session IS NULL))::DOUBLE, (count(*) FILTER (shopper IS NULL))::DOUBLE FROM events WHERE ${condition}`);
  const found = [
    ['item', nItem],
    ['session', hasSessions ? nSession : 0],
    ['user', nUser],
  ].filter(([, count]) => Number(count) > 0);
  if (found.length === 0) return undefined;
  return `without ${found.map(([what, count]) => `${what} ${Number(count).toLocaleString('en-GB')}`).join(', ')}`;
}
