import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const log = join(import.meta.dirname, '../data/online-retail.parquet');

/** The log's purchases as the shop counts them: a known customer, no cancellation, something sold at a price. */
const purchases = `
  SELECT CAST(InvoiceNo AS VARCHAR) AS invoice, CAST(StockCode AS VARCHAR) AS item, CAST(InvoiceDate AS TIMESTAMP) AS time,
    CustomerID AS customer
  FROM read_parquet('${log}')
  WHERE CustomerID IS NOT NULL AND NOT starts_with(CAST(InvoiceNo AS VARCHAR), 'C') AND Quantity > 0 AND UnitPrice > 0`;

/**
 * Asks the Online Retail log a question in SQL, in which the view `purchases` (invoice, item, time, customer) stands for it.
 *
 * @param {string} sql
 * @returns {Promise<Record<string, unknown>[]>} the rows as objects
 */
export async function readLog(sql) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE VIEW purchases AS ${purchases}`);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
