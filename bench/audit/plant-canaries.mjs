import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Items of a canary. */
const nItems = 6;
/** Made customers of each kind, by how many orders each places. */
const nEach = 20;
const orders = [1, 2, 6];
/** One customer in so many is kept out of the log. */
const keptOutOf = 6;

/**
 * Writes two logs from Online Retail: one with orders of made customers, each of items that nobody combines, and without
 * one customer in six; and one of these customers alone.
 *
 * @param {string} data the Parquet file
 * @param {string} folder to write to
 * @returns {Promise<{ log: string, keptOut: string, canaries: string, nPlanted: number, nKeptOut: number }>} `canaries`
 * names the sequences that were planted, and as many that were not
 */
export async function plantCanaries(data, folder) {
  const [log, keptOut, canaries] = ['log.parquet', 'kept-out.parquet', 'canaries.json'].map((name) =>
    join(folder, name),
  );
  const instance = await DuckDBInstance.create(':memory:');
  const sql = await instance.connect();
  const rows = async (query) => (await sql.runAndReadAll(query)).getRows();
  try {
    const isOut = `(CustomerID IS NOT NULL AND CustomerID % ${keptOutOf} = 0)`;
    // Items that many customers know, so that the model ranks them whoever is kept out.
    const items = await rows(`SELECT StockCode FROM '${data}' WHERE NOT ${isOut} AND InvoiceDate < '2011-11-11'
      AND regexp_full_match(StockCode, '[0-9]{5}[A-Z]?') AND Quantity > 0 AND UnitPrice > 0
      GROUP BY StockCode HAVING count(DISTINCT CustomerID) BETWEEN 30 AND 300 ORDER BY StockCode`);
    const sequences = drawSequences(
      items.map(([item]) => item),
      nEach * (orders.length + 1),
    );
    const planted = sequences.slice(0, nEach * orders.length);
    const values = planted.flatMap((sequence, i) => orderLines(sequence, i, orders[Math.floor(i / nEach)]));
    await sql.run(`COPY (SELECT * FROM '${data}' WHERE NOT ${isOut} UNION ALL
      SELECT * FROM (VALUES ${values.join(', ')})) TO '${log}' (FORMAT parquet)`);
    await sql.run(`COPY (SELECT * FROM '${data}' WHERE ${isOut}) TO '${keptOut}' (FORMAT parquet)`);
    const [[nKeptOut]] = await rows(`SELECT count(DISTINCT CustomerID)::INTEGER FROM '${keptOut}'`);
    writeFileSync(canaries, JSON.stringify(sequences));
    return { log, keptOut, canaries, nPlanted: planted.length, nKeptOut };
  } finally {
    sql.closeSync();
    instance.closeSync();
  }
}

/** Draws sequences of different items; the same in every run. */
function drawSequences(items, count) {
  // A linear congruential generator: the log must not change with the project's own.
  let state = 7;
  const integer = (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  return Array.from({ length: count }, () => {
    const sequence = new Set();
    while (sequence.size < nItems) sequence.add(items[integer(items.length)]);
    return [...sequence];
  });
}

/** The lines of all orders of one made customer, a week apart, in the months before validation. */
function orderLines(sequence, customer, nOrders) {
  return Array.from({ length: nOrders }, (_, nth) => nth).flatMap((nth) => {
    const time = new Date(Date.UTC(2011, 8, 1 + (customer % 20) + 7 * nth, 10)).toISOString().slice(0, 19);
    return sequence.map(
      (item) => `('9${customer}${nth}', '${item}', '', 1, TIMESTAMP '${time}', 1.0, ${90_000 + customer})`,
    );
  });
}
