import type { Catalog } from '../encoder/manifest.js';
import { VitrineError } from '../errors.js';
import type { Vocabulary } from '../sequence/vocabulary.js';
import { itemFields, resolveColumns } from './columns.js';
import { quoteName, type Sql } from './duckdb.js';
import { describeFile, recogniseFile } from './log-file.js';

/**
 * Reads titles and categories of the vocabulary's items; an item that the file lacks is called by its id.
 *
 * Without a file, titles are the most frequent ones of the table `events`, where it has any.
 *
 * @throws VitrineError `COLUMN_MISSING` when the file has no item ids, and what `recogniseFile` throws
 */
export async function readItems(sql: Sql, vocabulary: Vocabulary, path?: string): Promise<Catalog> {
  const details = path ? await fromFile(sql, path) : await fromEvents(sql);
  const known = vocabulary.itemIds.map((id) => details.get(id));
  return {
    itemIds: vocabulary.itemIds,
    ...(known.some((item) => item?.title) ? { titles: vocabulary.itemIds.map((id, i) => known[i]?.title ?? id) } : {}),
    ...(known.some((item) => item?.category) ? { categories: known.map((item) => item?.category ?? '') } : {}),
  };
}

interface ItemDetails {
  readonly title?: string;
  readonly category?: string;
}

async function fromFile(sql: Sql, path: string): Promise<Map<string, ItemDetails>> {
  const { from, columns } = await describeFile(sql, await recogniseFile(path));
  const { item, title, category } = resolveColumns(itemFields, {}, columns, path);
  if (!item) {
    throw new VitrineError('COLUMN_MISSING', `${path} has no column item_id, found: ${columns.join(', ')}: rename one`);
  }
  const text = (column?: string) =>
    column ? `nullif(trim(CAST(${quoteName(column)} AS VARCHAR)), '')` : 'NULL::VARCHAR';
  return toDetails(await sql.rows(`SELECT ${text(item)}, ${text(title)}, ${text(category)} FROM ${from}`));
}

async function fromEvents(sql: Sql): Promise<Map<string, ItemDetails>> {
  return toDetails(
    await sql.rows(`SELECT item, title, NULL::VARCHAR FROM events WHERE title IS NOT NULL GROUP BY item, title
      QUALIFY row_number() OVER (PARTITION BY item ORDER BY count(*) DESC, title) = 1`),
  );
}

function toDetails(rows: readonly (readonly unknown[])[]): Map<string, ItemDetails> {
  return new Map(
    rows.map(([id, title, category]) => [
      String(id),
      { ...(title ? { title: String(title) } : {}), ...(category ? { category: String(category) } : {}) },
    ]),
  );
}
