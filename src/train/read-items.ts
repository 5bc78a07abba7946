import type { Catalog } from '../encoder/manifest.js';
import { VitrineError } from '../errors.js';
import type { Vocabulary } from '../sequence/vocabulary.js';
import { itemFields, resolveColumns } from './columns.js';
import { quoteName, type Sql } from './duckdb.js';
import { describeColumns } from './log/describe-columns.js';
import { describeFile, recogniseFile } from './log-file.js';

/**
 * Reads titles, categories, brands and prices of the vocabulary's items; an item without a title is called by its id.
 *
 * Without a file, titles are the most frequent ones of the table `events`, where it has any. Prices that a file does not
 * tell are the median of those that the events tell. Of the events, only titles and prices that enough shoppers were
 * shown count: what is made for one customer may bear their name under an id that others share.
 *
 * @param told how many shoppers a title or price of the log needs, and the last period that they are counted in
 * @throws VitrineError `COLUMN_MISSING` when the file has no item ids, and what `recogniseFile` throws
 */
export async function readItems(sql: Sql, vocabulary: Vocabulary, told: SharedText, path?: string): Promise<Catalog> {
  const { itemIds } = vocabulary;
  const details = path ? await fromFile(sql, path) : await titlesFromEvents(sql, told);
  const usual = await pricesFromEvents(sql, told);
  const known = itemIds.map((id) => details.get(id));
  const texts = (field: 'title' | 'category' | 'brand', otherwise: (id: string) => string) =>
    known.some((item) => item?.[field]) ? itemIds.map((id, i) => known[i]?.[field] ?? otherwise(id)) : undefined;
  const titles = texts('title', (id) => id);
  const categories = texts('category', () => '');
  const brands = texts('brand', () => '');
  const prices = itemIds.map((id, i) => known[i]?.price ?? usual.get(id) ?? null);
  return {
    itemIds,
    ...(titles ? { titles } : {}),
    ...(categories ? { categories } : {}),
    ...(brands ? { brands } : {}),
    ...(prices.some((price) => price !== null) ? { prices } : {}),
  };
}

/** What a title or a price of the log needs to be told. */
interface SharedText {
  readonly minShoppers: number;
  /** 0 training, 1 validation. */
  readonly lastPeriod: number;
}

interface ItemDetails {
  readonly title?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly price?: number;
}

async function fromFile(sql: Sql, path: string): Promise<Map<string, ItemDetails>> {
  const { from, columns } = await describeFile(sql, await recogniseFile(path));
  const { item, title, category, brand, price } = resolveColumns(itemFields, {}, columns, path);
  if (!item) {
    throw new VitrineError('COLUMN_MISSING', `${path} has no column item_id, ${describeColumns(columns)}; rename one`);
  }
  const text = (column?: string) =>
    column ? `nullif(trim(CAST(${quoteName(column)} AS VARCHAR)), '')` : 'NULL::VARCHAR';
  const rows = await sql.rows(`SELECT ${text(item)}, ${text(title)}, ${text(category)}, ${text(brand)},
    try_cast(${text(price)} AS DOUBLE) FROM ${from}`);
  return new Map(
    rows.map(([id, ...told]) => [
      String(id),
      {
        ...(told[0] ? { title: String(told[0]) } : {}),
        ...(told[1] ? { category: String(told[1]) } : {}),
        ...(told[2] ? { brand: String(told[2]) } : {}),
        ...(Number(told[3]) > 0 ? { price: Number(told[3]) } : {}),
      },
    ]),
  );
}

async function titlesFromEvents(sql: Sql, told: SharedText): Promise<Map<string, ItemDetails>> {
  const rows = await sql.rows(`SELECT item, title FROM events WHERE title IS NOT NULL${ofShared('title', told)}
    GROUP BY item, title QUALIFY row_number() OVER (PARTITION BY item ORDER BY count(*) DESC, title) = 1`);
  return new Map(rows.map(([id, title]) => [String(id), { title: String(title) }]));
}

/**
 * Where the rule is off, of what is learned from and what is held out alike: a price is on show before anybody buys. A
 * median of shared prices is one of them, not the mean of two.
 */
async function pricesFromEvents(sql: Sql, told: SharedText): Promise<Map<string, number>> {
  const median = told.minShoppers > 1 ? 'quantile_disc(price, 0.5)' : 'median(price)';
  const rows = await sql.rows(
    `SELECT item, ${median} FROM events WHERE price > 0${ofShared('price', told)} GROUP BY item`,
  );
  return new Map(rows.map(([id, price]) => [String(id), Number(price)]));
}

/** The condition that enough shoppers were shown this title or price of the item. */
function ofShared(field: 'title' | 'price', { minShoppers, lastPeriod }: SharedText): string {
  if (minShoppers === 1) return '';
  const isLearned = `period <= ${lastPeriod} AND NOT isTest`;
  return ` AND ${isLearned} AND (item, ${field}) IN (SELECT (item, ${field}) FROM events
    WHERE ${field} IS NOT NULL AND ${isLearned} GROUP BY item, ${field} HAVING count(DISTINCT shopper) >= ${minShoppers})`;
}
