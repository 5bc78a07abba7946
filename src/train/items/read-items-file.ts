import { VitrineError } from '../../errors.js';
import { type ItemColumnMapping, itemFields } from '../columns.js';
import { quoteName, type Sql } from '../duckdb.js';
import type { ReadOptions } from '../files/prepare-text.js';
import { describeColumns } from '../log/describe-columns.js';
import { type LogTable, openTable } from '../open-table.js';

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
  /** Prices that are no numbers. */
  readonly nUnreadPrices: number;
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
  const rows = await sql.rows(`SELECT ${text(item)}, ${text(title)}, ${text(category)}, ${text(brand)},
    try_cast(${text(price)} AS DOUBLE), ${text(price)} FROM ${table.from(Object.values(columns))}`);
  const items = new Map<string, ItemDetails>();
  const retitled = new Set<string>();
  let nUnreadPrices = 0;
  for (const [id, ...told] of rows) {
    if (id === null) continue;
    const before = items.get(String(id));
    if (told[0] !== null && before?.title !== undefined && before.title !== told[0]) retitled.add(String(id));
    if (told[3] === null && told[4] !== null) nUnreadPrices++;
    items.set(String(id), {
      ...before,
      ...(told[0] ? { title: String(told[0]) } : {}),
      ...(told[1] ? { category: String(told[1]) } : {}),
      ...(told[2] ? { brand: String(told[2]) } : {}),
      ...(Number(told[3]) > 0 ? { price: Number(told[3]) } : {}),
    });
  }
  return { items, columns, table, nRetitled: retitled.size, nUnreadPrices };
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
