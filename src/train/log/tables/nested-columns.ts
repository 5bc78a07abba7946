import { quoteName, quoteText, type Sql } from '../../files/duckdb.js';
import type { ColumnType } from './column-type.js';

/** A value that a file has in each row, or in each entry of lists in it. */
export interface Leaf {
  /** Its name; with dots where it stands inside of others: `items.item_id`. */
  readonly path: string;
  /** The paths of the lists that it stands in, the outer first. */
  readonly lists: readonly string[];
  /** The SQL expression of it, once its lists are unfolded. */
  readonly sql: string;
  /** Whether it is the value of a key. */
  readonly isKeyed?: boolean;
}

/** A list in a file. */
interface List {
  readonly path: string;
  readonly sql: string;
}

/** All values and lists of a file. */
export interface NestedColumns {
  readonly leaves: readonly Leaf[];
  readonly lists: readonly List[];
}

/** Keys of one list or map that are read as columns, at most. */
const mostKeys = 300;

/**
 * Lists what stands inside of the columns of a file. Fields of a struct are named with a dot before them; so are the keys of a
 * map and those of a list of `key` and `value`, such as GA4's `event_params`, which are looked up in the rows.
 *
 * @param from what is selected from
 * @param columns names and types
 */
export async function listNested(
  sql: Sql,
  from: string,
  columns: readonly (readonly [name: string, type: ColumnType])[],
): Promise<NestedColumns> {
  const leaves: Leaf[] = [];
  const lists: List[] = [];
  const keyed: { readonly path: string; readonly sql: string; readonly type: ColumnType }[] = [];

  function walk(path: string, expression: string, type: ColumnType, within: readonly string[]): void {
    if (type.kind === 'value') leaves.push({ path, lists: within, sql: expression });
    else if (type.kind === 'struct') {
      for (const [name, field] of type.fields) {
        const isWrapper =
          type.fields.length === 1 && ['list', 'element', 'array'].includes(name) && field.kind !== 'value';
        walk(isWrapper ? path : `${path}.${name}`, `struct_extract(${expression}, ${quoteText(name)})`, field, within);
      }
    } else if (type.kind === 'map' || isPairs(type)) {
      if (within.length === 0) keyed.push({ path, sql: expression, type });
    } else {
      lists.push({ path, sql: expression });
      walk(path, unfolded(lists.length - 1), type.of, [...within, path]);
    }
  }
  for (const [name, type] of columns) walk(name, quoteName(name), type, []);
  for (const { path, sql: expression, type } of keyed) {
    const keys = type.kind === 'map' ? `map_keys(${expression})` : `list_transform(${expression}, lambda x: x.key)`;
    const rows = await sql.rows(
      `SELECT DISTINCT CAST(unnest(${keys}) AS VARCHAR) AS key FROM ${from} ORDER BY key LIMIT ${mostKeys}`,
    );
    for (const [key] of rows)
      leaves.push({ path: `${path}.${key}`, lists: [], sql: valueOfKey(expression, type, String(key)), isKeyed: true });
  }
  return { leaves, lists };
}

/** The name of the column that a list is unfolded to. */
function unfolded(list: number): string {
  return quoteName(`entry of list ${list}`);
}

function isPairs(type: ColumnType): boolean {
  if (type.kind !== 'list' || type.of.kind !== 'struct') return false;
  const names = type.of.fields.map(([name]) => name);
  return names.length === 2 && names.includes('key') && names.includes('value');
}

/** The value of a key; of a value by types (`string_value`, `int_value`), the one that is filled. */
function valueOfKey(expression: string, type: ColumnType, key: string): string {
  if (type.kind === 'map') return firstFilled(`map_extract(${expression}, ${quoteText(key)})[1]`, type.of);
  const pair = `list_filter(${expression}, lambda x: CAST(x.key AS VARCHAR) = ${quoteText(key)})[1]`;
  const fields = type.kind === 'list' && type.of.kind === 'struct' ? type.of.fields : [];
  return firstFilled(`struct_extract(${pair}, 'value')`, fields.find(([name]) => name === 'value')?.[1]);
}

function firstFilled(expression: string, type: ColumnType | undefined): string {
  if (type?.kind !== 'struct') return `CAST(${expression} AS VARCHAR)`;
  const values = type.fields.filter(([, field]) => field.kind === 'value');
  return `coalesce(${values.map(([name]) => `CAST(struct_extract(${expression}, ${quoteText(name)}) AS VARCHAR)`).join(', ')}, NULL)`;
}

/**
 * Returns the sub-select that has some leaves as columns by their paths. Their lists are unfolded, an entry a row; a row whose
 * list is empty stays, without the values that would be in it.
 *
 * @param from what is selected from
 * @param chosen leaves whose lists contain each other
 */
export function selectLeaves(from: string, { lists }: NestedColumns, chosen: readonly Leaf[]): string {
  const deepest = chosen.reduce<readonly string[]>(
    (most, leaf) => (leaf.lists.length > most.length ? leaf.lists : most),
    [],
  );
  const unfoldedRows = deepest.reduce((rows, path) => {
    const place = lists.findIndex((list) => list.path === path);
    const list = lists[place].sql;
    return `(SELECT *, unnest(CASE WHEN len(${list}) > 0 THEN ${list} ELSE [NULL] END) AS ${unfolded(place)} FROM ${rows})`;
  }, from);
  const columns = chosen.map(({ path, sql }) => `${sql} AS ${quoteName(path)}`);
  return `(SELECT ${columns.join(', ')} FROM ${unfoldedRows})`;
}
