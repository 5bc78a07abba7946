import { VitrineError } from '../../errors.js';
import type { Sql } from '../files/duckdb.js';
import { describeColumns } from '../log/tables/describe-columns.js';
import type { MatchedItems } from './match-ids.js';
import { findIdColumn, type ItemDetails, type ItemsTable } from './read-items-file.js';

/** What became of a file of items. */
export interface ItemsAccount {
  readonly path: string;
  readonly itemIds: readonly string[];
  readonly described: ItemsTable;
  readonly matched: MatchedItems<ItemDetails>;
  /** What the log itself says of items. */
  readonly own: ReadonlyMap<string, ItemDetails>;
}

/**
 * Returns what is said of a file of items, a line each: how many items have a title, and what was not understood.
 *
 * @throws VitrineError `DATA_EMPTY` when the file describes no item, and the log itself tells no title
 */
export async function describeItems(sql: Sql, account: ItemsAccount, isUpdate: boolean): Promise<string[]> {
  const { path, itemIds, described, matched, own } = account;
  const nTitled = itemIds.filter((id) => matched.items.get(id)?.title !== undefined).length;
  const nOwn = itemIds.filter((id) => matched.items.get(id)?.title === undefined && own.has(id)).length;
  const titles = `titles for ${nTitled} of ${itemIds.length} items${nOwn > 0 ? `, ${nOwn} more from the log itself` : ''}`;
  if (matched.items.size === 0) {
    const why = `none of its ${described.items.size} ids (column ${described.columns.item}) is one of the log’s`;
    const hint = await hintAtIds(sql, account);
    if (own.size > 0 || isUpdate) return [`${path}: ${titles}; ${why}: ${hint}`];
    throw new VitrineError('DATA_EMPTY', `${path}: ${titles}; ${why}: ${hint}, or leave --items away`);
  }
  const notes = [`${path}: ${titles}`];
  if (matched.items.size < itemIds.length / 2) {
    notes.push(`${path}: describes ${matched.items.size} of ${itemIds.length} items: ${await hintAtIds(sql, account)}`);
  }
  if (matched.nLoose > 0) {
    notes.push(
      `${path}: ${counted(matched.nLoose, 'id')} written in another way than in the log (case, leading zeros, .0), and matched`,
    );
  }
  if (described.columns.title === undefined) {
    notes.push(
      `${path}: no column for titles, ${describeColumns(described.table.columns)}; name it by --item-columns title=…`,
    );
  }
  if (described.nRetitled > 0)
    notes.push(`${path}: ${counted(described.nRetitled, 'item')} with several titles, of which the last counts`);
  notes.push(...described.priceNotes.map((note) => `${path}: ${note}`));
  return notes;
}

/** A count with its noun. */
function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** What may be done where ids do not match: their lengths say how they differ, their text is not told. */
async function hintAtIds(sql: Sql, { itemIds, described }: ItemsAccount): Promise<string> {
  const better = await findIdColumn(sql, described);
  if (better) return `column ${better.name} holds ${better.count} of them: --item-columns item=${better.name}`;
  const lengths = (ids: Iterable<string>) => {
    const found = [...new Set([...ids].map(({ length }) => length))].sort((a, b) => a - b);
    const [least = 0] = found;
    const most = found.at(-1) ?? 0;
    return most > least ? `${least} to ${most} characters` : counted(most, 'character');
  };
  return (
    `the log’s have ${lengths(itemIds)}, the file’s ${lengths(described.items.keys())}; write them alike, ` +
    'or name the column that holds them by --item-columns item=…'
  );
}
