/**
 * Makes the demo's data from the Online Retail log (see ../data/ATTRIBUTION.md):
 *
 *     node demo/catalog/build-catalog.mjs                        items.csv from the Parquet log beside it
 *     node demo/catalog/build-catalog.mjs online-retail.csv.gz   first the Parquet log from the original's lines as CSV
 */
import { rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { categories, categoryOf } from './categories.mjs';
import { toTitle } from './title.mjs';

const folder = fileURLToPath(new URL('../data/', import.meta.url));
const log = `${folder}online-retail.parquet`;

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const [source] = process.argv.slice(2);
if (source) await writeLog(source);
const items = await readItems();
await writeWhole(`${folder}items.csv`, toCsv(items));
printCategories(items);

/** Every line of the original, in its order, without the country. */
async function writeLog(csv) {
  const draft = `${log}.draft`;
  await connection.run(`COPY (
    SELECT InvoiceNo, StockCode, Description, Quantity::INTEGER AS Quantity, InvoiceDate::TIMESTAMP AS InvoiceDate,
      UnitPrice::DOUBLE AS UnitPrice, CustomerID::DOUBLE::INTEGER AS CustomerID
    FROM read_csv('${csv.replaceAll("'", "''")}', all_varchar = true)
  ) TO '${draft}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE 600000)`);
  await rename(draft, log);
}

/** Every product that a customer bought, by its most frequent description and the median of its prices. */
async function readItems() {
  const result = await connection.run(`
    WITH sold AS (
      SELECT * FROM read_parquet('${log}') WHERE CustomerID IS NOT NULL AND Quantity > 0 AND UnitPrice > 0
        AND NOT regexp_full_match(InvoiceNo, 'C[0-9]+')
        AND NOT regexp_full_match(StockCode, '[^0-9]+|C2|gift_.*|23444|23574|23702'))
    SELECT StockCode, mode_of.Description, median(UnitPrice)::DOUBLE
    FROM sold JOIN (
      SELECT StockCode, Description FROM sold GROUP BY StockCode, Description
      QUALIFY row_number() OVER (PARTITION BY StockCode ORDER BY count(*) DESC, Description) = 1) AS mode_of
      USING (StockCode)
    GROUP BY ALL ORDER BY StockCode`);
  return (await result.getRows()).map(([id, description, price]) => {
    const title = toTitle(description);
    return { item_id: id, title, category: categoryOf(title), price: price.toFixed(2) };
  });
}

function toCsv(rows) {
  const quote = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => Object.values(row).map(quote).join(','));
  return `${[Object.keys(rows[0]).join(','), ...lines].join('\n')}\n`;
}

async function writeWhole(path, text) {
  await writeFile(`${path}.draft`, text);
  await rename(`${path}.draft`, path);
}

function printCategories(rows) {
  const count = (category) => rows.filter((row) => row.category === category).length;
  for (const category of categories)
    process.stdout.write(`${category.padEnd(26)}${String(count(category)).padStart(5)}\n`);
  process.stdout.write(`${'all'.padEnd(26)}${String(rows.length).padStart(5)}\n`);
}
