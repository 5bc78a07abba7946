import type { Sql } from '../../files/duckdb.js';

/** Fewer shoppers than this are too few to tell who is unusual. */
const leastShoppers = 5;

/** A share of all events, and how many times those of the usual shopper: nobody shops so much. */
const impossible = { share: 0.1, timesMedian: 20 };

/**
 * Looks for shoppers who have an impossible share of the log: mostly an id that stands for everybody who is not known, such as
 * `0` or `guest`, which makes thousands of people one.
 *
 * @returns a question for the table of cleaning; it never tells the id, which may be a person's
 */
export async function questionShoppers(sql: Sql): Promise<string[]> {
  const [[nShoppers, total, usual]] = await sql.rows(`SELECT count(*)::DOUBLE, sum(n)::DOUBLE, median(n)::DOUBLE
    FROM (SELECT count(*) AS n FROM events GROUP BY shopper)`);
  if (Number(nShoppers) < leastShoppers) return [];
  const least = Math.max(impossible.share * Number(total), impossible.timesMedian * Number(usual));
  const rows =
    await sql.rows(`SELECT count(*)::DOUBLE AS n, min_by(line, file * 1e12 + line)::DOUBLE, length(any_value(shopper))::DOUBLE
    FROM events GROUP BY shopper HAVING n >= ${least} ORDER BY n DESC LIMIT 3`);
  return rows.map(([count, line, length]) => {
    const percent = Math.round((100 * Number(count)) / Number(total));
    return (
      `one shopper has ${percent} % of the events (${Number(count).toLocaleString('en-GB')}, first in row ${line}, an id of ${length} ` +
      `${Number(length) === 1 ? 'character' : 'characters'}): if the id stands for everybody who is not known, name it in ` +
      'clean.missingValues'
    );
  });
}
