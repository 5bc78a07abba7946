import type { Sql } from '../../files/duckdb.js';
import type { TimeBounds } from '../timestamp.js';
import { chooseDateOrders, countDateOrders, orderNames, type TimeColumn } from './date-orders.js';
import {
  momentSql,
  type NumericOrder,
  numericDate,
  numericOrders,
  partsSql,
  plainDates,
  serialSql,
} from './time-families.js';

/** Numbers of a column that must be days for it to count days: others are taken for something else. */
const leastSerials = 0.9;

/**
 * Reads the times that are neither ISO 8601 nor numbers since 1970: other zones, dates of another order, AM and PM, names of
 * months, digits without separators, the days that spreadsheets count. What is open in one date is decided by the whole
 * column: a day over 12, or a time that would lie in the future, says which part is the month.
 *
 * @param columns by the number of the file
 * @returns how times were read, for the table of cleaning
 * @throws VitrineError `CONFIG_INVALID` where the order of day and month stays open, or dates of one column contradict each
 * other
 */
export async function readTimes(sql: Sql, columns: readonly TimeColumn[], bounds: TimeBounds): Promise<string[]> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE unread AS SELECT file, line,
    regexp_replace(regexp_replace(written, '[\\s\u00a0\u202f]+', ' ', 'g'), '^([0-9]{5,17})[.]0+$', '\\1') AS t
    FROM events WHERE time IS NULL AND written IS NOT NULL`);
  await sql.run(`UPDATE unread SET t = regexp_replace(t, '^([0-9]{4}) ?[年년][.]? ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일]', '\\1-\\2-\\3')
    WHERE regexp_matches(t, '[年년]')`);
  const [[nUnread]] = await sql.rows('SELECT count(*)::DOUBLE FROM unread');
  if (Number(nUnread) === 0) return [];
  await sql.run(`CREATE OR REPLACE TEMP TABLE unread AS ${readingsSql(bounds)}`);
  const serials = await serialFiles(sql);
  const found = await countDateOrders(sql);
  const chosen = chooseDateOrders(found, columns);
  const byOrder = [...chosen].map(([file, order]) => `WHEN file = ${file} THEN r${orderNames.indexOf(order)}`);
  const inSerials = serials.length > 0 ? `CASE WHEN file IN (${serials.join(', ')}) THEN serial END` : 'NULL';
  const numeric = byOrder.length > 0 ? `CASE ${byOrder.join(' ')} END` : 'NULL';
  await sql.run(`UPDATE events SET time = ms, written = NULL FROM (
    SELECT file, line, coalesce(plain, ${numeric}, ${inSerials}) AS ms FROM unread) AS readings
    WHERE events.file = readings.file AND events.line = readings.line AND ms IS NOT NULL`);
  const notes = await describePlain(sql, serials);
  await sql.run('DROP TABLE unread');
  const told = new Map<NumericOrder, number>();
  for (const { file, nDates } of found) {
    const order = chosen.get(file);
    if (order !== undefined) told.set(order, (told.get(order) ?? 0) + nDates);
  }
  return [...notes, ...[...told].map(([order, count]) => `${count} dates read ${order}${examples[order]}`)];
}

const examples: Readonly<Record<NumericOrder, string>> = {
  'day first': ', as 31/12/2024',
  'month first': ', as 12/31/2024',
  'year first, in two digits': ', as 24-12-31',
};

/** Every reading of every text: `plain` by the number of its family `nth`, `r0`… by order, `serial`. */
function readingsSql(bounds: TimeBounds): string {
  const plain = plainDates.map((_, i) => momentSql(`p${i}`, bounds));
  const nth = plain.map((ms, i) => `WHEN (${ms}) IS NOT NULL THEN ${i}`);
  const numeric = orderNames.map((order, i) => {
    const ms = momentSql('n', bounds, numericOrders[order]);
    // Dots stand in dates that end with the year.
    const isLikely = order === 'year first, in two digits' ? "n.mark <> '.'" : "n.one <> ''";
    return `CASE WHEN ${isLikely} THEN ${ms} END AS r${i}`;
  });
  return `SELECT file, line, t, coalesce(${plain.join(', ')}) AS plain, CASE ${nth.join(' ')} END AS nth, n.mark AS mark, n.h <> '' AS hasClock, n.s <> '' AS hasSeconds, n.ap <> '' AS hasHalf, length(n.three) AS yearDigits,
    ${numeric.join(', ')}, ${serialSql('t', bounds)} AS serial
    FROM (SELECT *, ${plainDates.map((family, i) => `${partsSql(family)} AS p${i}`).join(', ')},
    ${partsSql(numericDate)} AS n FROM unread)`;
}

async function serialFiles(sql: Sql): Promise<number[]> {
  const rows =
    await sql.rows(`SELECT file FROM unread WHERE regexp_full_match(t, '[0-9]+([.,][0-9]+)?') AND plain IS NULL
    GROUP BY file HAVING count(serial) >= ${leastSerials} * count(*) AND count(serial) > 0`);
  return rows.map(([file]) => Number(file));
}

async function describePlain(sql: Sql, serials: readonly number[]): Promise<string[]> {
  const isSerial = serials.length > 0 ? `file IN (${serials.join(', ')}) AND serial IS NOT NULL` : 'false';
  const [[nSerials]] = await sql.rows(`SELECT (count(*) FILTER (plain IS NULL AND ${isSerial}))::DOUBLE FROM unread`);
  const rows = await sql.rows(
    'SELECT nth, count(*)::DOUBLE FROM unread WHERE nth IS NOT NULL GROUP BY nth ORDER BY nth',
  );
  return [
    ...rows.map(([nth, count]) => `${count} times read ${plainDates[Number(nth)].name}`),
    ...(Number(nSerials) > 0 ? [`${nSerials} times read as the days that spreadsheets count`] : []),
  ];
}
