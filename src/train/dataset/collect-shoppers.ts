import type { Random } from '../../random.js';
import type { Query } from '../../sequence/query.js';
import { mergeMeetings, type Step, stepTypeOf } from '../../sequence/step.js';
import type { Sql } from '../files/duckdb.js';
import type { Shopper } from './dataset.js';

interface Row extends Required<Step> {
  /** What the log says of the order within one time; -1 where it says nothing. */
  readonly position: number;
}

/** What was read of one shopper. */
interface Collected {
  readonly rows: Row[];
  readonly queries: Query[];
  firstTestSession?: number;
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
  let collected: Collected = { rows: [], queries: [] };
  const finish = () => {
    if (collected.rows.length > 0) shoppers.push(toShopper(ids[nth], collected, random));
    collected = { rows: [], queries: [] };
  };
  for await (const [shopper, number, at, isTest, position, item, type, query] of sql.stream(orderedEvents)) {
    for (let i = 0; i < shopper.length; i++) {
      if (shopper[i] !== nth) finish();
      nth = Number(shopper[i]);
      const [session, time] = [Number(number[i]), Number(at[i])];
      if (isTest[i]) collected.firstTestSession ??= session;
      if (query[i] !== null) collected.queries.push({ query: String(query[i]), time, session });
      else {
        const place = {
          position: Number(position[i]),
          item: Number(item[i]),
          type: Math.max(0, stepTypeOf(String(type[i]))),
        };
        collected.rows.push({ session, time, ...place });
      }
    }
  }
  finish();
  return shoppers;
}

/** Sessions are numbered by their start, those of a test file last; `item` is the vocabulary row; another item is a number below 0. */
const orderedEvents = `
  WITH numbered AS (
    SELECT shopper, session, dense_rank() OVER (PARTITION BY shopper ORDER BY isTest, start, session) - 1 AS number
    FROM (SELECT shopper, session, isTest, min(time) AS start FROM events GROUP BY shopper, session, isTest))
  SELECT nth::INTEGER, number::INTEGER, time::DOUBLE, isTest, coalesce(position, -1)::DOUBLE,
    coalesce(row, -1 - hash(item) % 1000000007)::INTEGER, type, query
  FROM events JOIN numbered USING (shopper, session) JOIN shoppers USING (shopper) LEFT JOIN items USING (item)
  ORDER BY nth, number, time, position, file, line`;

function toShopper(id: string, { rows, queries, firstTestSession }: Collected, random: Random): Shopper {
  shuffleTies(rows, random);
  const merged = mergeMeetings(rows);
  const steps = merged.filter(({ item }) => item >= 0);
  const unknownSteps = merged.filter(({ item }) => item < 0).map((step) => ({ ...step, item: -1 }));
  return {
    id,
    steps,
    ...(unknownSteps.length > 0 ? { unknownSteps } : {}),
    ...(queries.length > 0 ? { queries } : {}),
    ...(firstTestSession === undefined ? {} : { firstTestSession }),
  };
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
