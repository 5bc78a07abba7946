import { VitrineError } from '../../errors.js';
import { type ItemColumnMapping, itemFields } from '../config/columns.js';
import { quoteName, type Sql } from '../files/duckdb.js';
import type { ReadOptions } from '../files/prepare-text.js';
import { readNumberTexts } from '../log/cells/read-number-texts.js';
import { describeColumns } from '../log/tables/describe-columns.js';
import { type LogTable, openTable } from '../log/tables/open-table.js';

/** What a file says of an item; what it leaves blank is absent. */
export interface ItemDetails {
  readonly title?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly price?: number;
}

/** A file that describes items, as it was read. */
export interface ItemsTable {
  readonly items: ReadonlyMap<string, ItemDetails>;
  /** The columns that were found, by field. */
  readonly columns: Readonly<Partial<Record<keyof typeof itemFields, string>>>;
  readonly table: LogTable;
  /** Items with several titles, of which the last counts. */
  readonly nRetitled: number;
  /** How prices that are written for people were read, and how many are none. */
  readonly priceNotes: readonly string[];
}

/**
 * Reads a file of items. An item may have several rows, as it has for its variants: what a later one leaves blank stays.
 *
 * @param mapping which column holds what: the option `--item-columns`
 * @throws VitrineError `COLUMN_MISSING` when the file has no item ids, and what `openTable` throws
 */
export async function readItemsFile(
  sql: Sql,
  path: string,
  { columns: mapping = {}, ...options }: ReadOptions & { readonly columns?: ItemColumnMapping },
): Promise<ItemsTable> {
  const table = await openTable(sql, path, { ...options, mapped: Object.values(mapping) });
  const columns = table.locate(itemFields, mapping, '--item-columns');
  const { item, title, category, brand, price } = columns;
  if (!item) {
    throw new VitrineError(
      'COLUMN_MISSING',
      `${path} has no column item_id, ${describeColumns(table.columns)}; name it by --item-columns, such as --item-columns item=sku`,
    );
  }
  const text = (column?: string) =>
    column ? `nullif(trim(CAST(${quoteName(column)} AS VARCHAR)), '')` : 'NULL::VARCHAR';
  const isPlain = 'coalesce(isfinite(plain), false)';
  await sql.run(`CREATE OR REPLACE TEMP TABLE described AS SELECT 0 AS file, *, CASE WHEN ${isPlain} THEN plain END AS price,
    CASE WHEN NOT ${isPlain} OR regexp_full_match(written, '-?[0-9]{1,3}[.][0-9]{3}') THEN written END AS priceText
    FROM (SELECT *, try_cast(written AS DOUBLE) AS plain FROM (SELECT row_number() OVER () AS line, ${text(item)} AS item,
    ${text(title)} AS title, ${text(category)} AS category, ${text(brand)} AS brand, ${text(price)} AS written
    FROM ${table.from(Object.values(columns))}))`);
  const priceNotes = await readNumberTexts(sql, [path], 'described', ['price']);
  const rows = await sql.rows('SELECT item, title, category, brand, price FROM described ORDER BY line');
  await sql.run('DROP TABLE described');
  const items = new Map<string, ItemDetails>();
  const retitled = new Set<string>();
  for (const [id, ...told] of rows) {
    if (id === null) continue;
    const before = items.get(String(id));
    if (told[0] !== null && before?.title !== undefined && before.title !== told[0]) retitled.add(String(id));
    items.set(String(id), {
      ...before,
      ...(told[0] ? { title: String(told[0]) } : {}),
      ...(told[1] ? { category: String(told[1]) } : {}),
      ...(told[2] ? { brand: String(told[2]) } : {}),
      ...(Number(told[3]) > 0 ? { price: Number(told[3]) } : {}),
    });
  }
  return { items, columns, table, nRetitled: retitled.size, priceNotes };
}

/** Returns the column, other than the one of ids, in which most items of the table `items` are found, and how many. */
export async function findIdColumn(
  sql: Sql,
  { table, columns }: ItemsTable,
): Promise<{ readonly name: string; readonly count: number } | undefined> {
  const others = table.beside(columns.item ? [columns.item] : []).slice(0, 100);
  if (others.length === 0) return undefined;
  const counts = others.map(
    (name) =>
      `count(DISTINCT ${quoteName(name)}) FILTER (CAST(${quoteName(name)} AS VARCHAR) IN (SELECT item FROM items))::DOUBLE`,
  );
  const [found] = await sql.rows(`SELECT ${counts.join(', ')} FROM ${table.sample(others)}`);
  const best = others.map((name, i) => ({ name, count: Number(found[i]) })).sort((a, b) => b.count - a.count)[0];
  return best.count > 0 ? best : undefined;
}
