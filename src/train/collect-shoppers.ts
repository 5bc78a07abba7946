import type { Random } from '../random.js';
import { mergeMeetings, type Step, stepTypeOf } from '../sequence/step.js';
import type { Shopper } from './dataset.js';
import type { Sql } from './duckdb.js';

interface Row extends Required<Step> {
  /** What the log says of the order within one time; -1 where it says nothing. */
  readonly position: number;
}

/**
 * Streams the cleaned table `events` into shoppers' histories, the earliest shopper first.
 *
 * Events of one session and time that no position orders are shuffled. An item met through several event types in a
 * row is one step, as in the browser.
 */
export async function collectShoppers(sql: Sql, random: Random): Promise<Shopper[]> {
  await sql.run(`CREATE TABLE shoppers AS SELECT shopper, row_number() OVER (ORDER BY min(time), shopper) - 1 AS nth
    FROM events GROUP BY shopper`);
  const ids = (await sql.rows('SELECT shopper FROM shoppers ORDER BY nth')).map(([id]) => String(id));
  const shoppers: Shopper[] = [];
  let nth = 0;
  let rows: Row[] = [];
  const finish = () => {
    if (rows.length > 0) shoppers.push(toShopper(ids[nth], rows, random));
    rows = [];
  };
  for await (const [shopper, session, time, position, item, type] of sql.stream(orderedEvents)) {
    for (let i = 0; i < shopper.length; i++) {
      if (shopper[i] !== nth) finish();
      nth = Number(shopper[i]);
      rows.push({
        session: Number(session[i]),
        time: Number(time[i]),
        position: Number(position[i]),
        item: Number(item[i]),
        type: Math.max(0, stepTypeOf(String(type[i]))),
      });
    }
  }
  finish();
  return shoppers;
}

/** Sessions are numbered by their start; `item` is the vocabulary row, -1 for an item outside it. */
const orderedEvents = `
  WITH numbered AS (
    SELECT shopper, session, start, dense_rank() OVER (PARTITION BY shopper ORDER BY start, session) - 1 AS number
    FROM (SELECT shopper, session, min(time) AS start FROM events GROUP BY shopper, session))
  SELECT nth::INTEGER, number::INTEGER, time::DOUBLE, coalesce(position, -1)::DOUBLE, coalesce(row, -1)::INTEGER, type
  FROM events JOIN numbered USING (shopper, session) JOIN shoppers USING (shopper) LEFT JOIN items USING (item)
  ORDER BY nth, number, time, position, file, line`;

function toShopper(id: string, rows: Row[], random: Random): Shopper {
  shuffleTies(rows, random);
  const merged = mergeMeetings(rows);
  const steps = merged.filter(({ item }) => item >= 0);
  const unknownSteps = merged.filter(({ item }) => item < 0);
  return { id, steps, ...(unknownSteps.length > 0 ? { unknownSteps } : {}) };
}

function shuffleTies(rows: Row[], random: Random): void {
  for (let start = 0; start < rows.length; ) {
    let end = start + 1;
    while (end < rows.length && isTie(rows[start], rows[end])) end++;
    if (end - start > 1)
      random.shuffle(rows.slice(start, end)).forEach((row, i) => {
        rows[start + i] = row;
      });
    start = end;
  }
}

function isTie(a: Row, b: Row): boolean {
  return a.session === b.session && a.time === b.time && a.position === b.position;
}
