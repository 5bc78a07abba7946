import type { Sql } from '../../files/duckdb.js';

/** Says how many item ids of the table `events` are not what they seem to be, for the table of cleaning. */
export async function countOddIds(sql: Sql): Promise<string[]> {
  return [...(await countLikeIds(sql)), ...(await countIdLists(sql))];
}

/** Says how many items have ids that look like one: a program that changed case or dropped zeros makes two items of one. */
async function countLikeIds(sql: Sql): Promise<string[]> {
  const [[nLike]] = await sql.rows(`SELECT coalesce(sum(n), 0)::DOUBLE FROM (SELECT count(*) AS n
    FROM (SELECT DISTINCT item FROM events WHERE item IS NOT NULL) GROUP BY lower(ltrim(item, '0')) HAVING n > 1)`);
  if (Number(nLike) === 0) return [];
  return [`${nLike} item ids differ from another in case or leading zeros alone, and count as different items`];
}

/** Says how many rows name several items in one cell: as one id, they would be an item that no page has. */
async function countIdLists(sql: Sql): Promise<string[]> {
  const [[nRows]] =
    await sql.rows(`WITH ids AS (SELECT item, count(*) AS n FROM events WHERE item IS NOT NULL GROUP BY item),
    parts AS (SELECT item, n, trim(unnest(string_split_regex(item, '[|;,]'))) AS part FROM ids WHERE regexp_matches(item, '[|;,]'))
    SELECT coalesce(sum(n), 0)::DOUBLE FROM (SELECT item, any_value(n) AS n FROM parts GROUP BY item
      HAVING count(*) > 1 AND bool_and(part IN (SELECT item FROM ids)))`);
  if (Number(nRows) === 0) return [];
  return [`${nRows} rows hold several item ids in one cell, and count as items of their own: write a row an item`];
}
