import type { Catalog } from '../../encoder/artifact/manifest.js';
import type { Vocabulary } from '../../sequence/vocabulary.js';
import type { ItemColumnMapping } from '../config/columns.js';
import type { Sql } from '../files/duckdb.js';
import type { ReadOptions } from '../files/prepare-text.js';
import { describeItems } from './describe-items.js';
import { matchIds } from './match-ids.js';
import { type ItemDetails, readItemsFile } from './read-items-file.js';

/** A file that describes items, and how it is read. */
export interface ItemsFile extends ReadOptions {
  readonly path: string;
  /** Which column holds what: the option `--item-columns`. */
  readonly columns?: ItemColumnMapping;
  /** Whether a model that has titles already is to go on learning: then the file may describe none of its items. */
  readonly isUpdate?: boolean;
}

/**
 * Reads titles, categories, brands and prices of the vocabulary's items; an item without a title is called by its id.
 *
 * Titles that no file tells are the most frequent ones of the table `events`, where it has any. Prices that a file does not
 * tell are the median of those that the events tell. Of the events, only titles and prices that enough shoppers were
 * shown count: what is made for one customer may bear their name under an id that others share.
 *
 * @param told how many shoppers a title or price of the log needs, and the last period that they are counted in
 * @throws VitrineError `COLUMN_MISSING` when the file has no item ids, `DATA_EMPTY` when it describes none of the log's items
 * while nothing else does, and what `openTable` throws
 */
export async function readItems(
  sql: Sql,
  vocabulary: Vocabulary,
  told: SharedText,
  file?: ItemsFile,
): Promise<Catalog> {
  const { itemIds } = vocabulary;
  const own = await titlesFromEvents(sql, told);
  const described = file ? await describedBy(sql, itemIds, own, file) : undefined;
  const usual = await pricesFromEvents(sql, told);
  const known = itemIds.map((id) => ({ ...own.get(id), ...described?.get(id) }));
  const texts = (field: 'title' | 'category' | 'brand', otherwise: (id: string) => string) =>
    known.some((item) => item[field]) ? itemIds.map((id, i) => known[i][field] ?? otherwise(id)) : undefined;
  const titles = texts('title', (id) => id);
  const categories = texts('category', () => '');
  const brands = texts('brand', () => '');
  const prices = itemIds.map((id, i) => known[i].price ?? usual.get(id) ?? null);
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

/** What the file says of each item; tells how many have a title. */
async function describedBy(
  sql: Sql,
  itemIds: readonly string[],
  own: ReadonlyMap<string, ItemDetails>,
  { path, isUpdate = false, ...options }: ItemsFile,
): Promise<ReadonlyMap<string, ItemDetails>> {
  const described = await readItemsFile(sql, path, options);
  const matched = matchIds(itemIds, described.items);
  const notes = await describeItems(sql, { path, itemIds, described, matched, own }, isUpdate);
  for (const note of notes) options.onNote?.(note);
  return matched.items;
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
