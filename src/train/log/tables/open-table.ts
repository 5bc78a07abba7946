import { VitrineError } from '../../../errors.js';
import { quoteName, type Sql } from '../../files/duckdb.js';
import { type PreparedFile, prepareText } from '../../files/prepare-text.js';
import { describeSqlFailure } from '../../files/sql-failure.js';
import { findJsonColumns, findPythonColumns } from '../cells/json-cells.js';
import { createReader, type Reader, type TableOptions } from './create-reader.js';
import { locateColumns } from './locate-columns.js';
import { type Leaf, listNested, selectLeaves } from './nested-columns.js';

/** A file of events or items, as a table. */
export interface LogTable {
  /** The file, and where its content is read from, see `PreparedFile`. */
  readonly path: string;
  readonly source: string;
  /** Of JSON with an object a line: how the lines are packed. */
  readonly lines?: { readonly isGzip: boolean };
  /** The names of its columns; with dots for what stands inside of others. */
  readonly columns: readonly string[];
  /** What else helps who looks for a column that is not there. */
  readonly hint?: string;
  /**
   * Finds the column of each field, see `locateColumns`.
   *
   * @param option which option maps, for messages
   */
  locate<Field extends string>(
    fields: Readonly<Record<Field, readonly string[]>>,
    mapping: Partial<Readonly<Record<Field, string>>>,
    option?: string,
  ): Partial<Record<Field, string>>;
  /** The rows as a sub-select with some of the columns, by their names; rows that do not parse are counted in `reject_errors`. */
  from(columns: readonly string[]): string;
  /** The other columns that can be read beside some: those in no other list. */
  beside(columns: readonly string[]): string[];
  /** The same rows for a look ahead, which counts nothing. */
  sample(columns: readonly string[]): string;
}

/**
 * Opens a file as a table: CSV with any usual delimiter, JSON (a line each, an array, or one object that holds a list), Parquet.
 * What is nested is named by paths, `items.item_id`, JSON in the cells of a CSV, too.
 *
 * @throws VitrineError `FILE_UNREADABLE` when DuckDB cannot make sense of the file, and as `prepareText`
 */
export async function openTable(sql: Sql, path: string, options: TableOptions = {}): Promise<LogTable> {
  const file = await prepareText(sql, path, options);
  try {
    return await describeTable(sql, file, await createReader(sql, file, options), options.onNote);
  } catch (error) {
    const { code, message } = describeSqlFailure(error);
    const isSaid = error instanceof VitrineError && message.startsWith(path);
    throw isSaid ? error : new VitrineError(code, `${path} cannot be read as ${formatOf(file)}: ${message}`);
  }
}

function formatOf({ isParquet, head }: PreparedFile): string {
  if (isParquet) return 'parquet';
  return /^\s*[[{]/.test(head) ? 'JSON' : 'CSV';
}

async function describeTable(
  sql: Sql,
  file: PreparedFile,
  reader: Reader,
  onNote?: (note: string) => void,
): Promise<LogTable> {
  const { path, source } = file;
  const texts = reader.columns.filter(([, { kind }]) => kind === 'value').map(([name]) => name);
  const isText = !file.isParquet;
  const json = isText ? await findJsonColumns(sql, reader.sample, texts) : [];
  const python = isText ? await findPythonColumns(sql, reader.sample, texts) : [];
  const columns = reader.columns.map(
    ([name, type]) => [name, json.find((one) => one.name === name)?.type ?? type] as const,
  );
  const replaced = json.map(({ name, sql: expression }) => `${expression} AS ${quoteName(name)}`).join(', ');
  const select = (rows: string, names: readonly string[]) =>
    selectLeaves(structured(rows), nested, [...new Set(names)].map(leafOf));
  const structured = (rows: string) => (json.length > 0 ? `(SELECT * REPLACE (${replaced}) FROM ${rows})` : rows);
  const nested = await listNested(sql, structured(reader.sample), columns);
  const leafOf = (name: string): Leaf => nested.leaves.find((leaf) => leaf.path === name) as Leaf;
  return {
    path,
    source,
    ...(reader.isByLine ? { lines: { isGzip: file.isGzip } } : {}),
    columns: nested.leaves.map((leaf) => leaf.path),
    ...(python.length > 0
      ? { hint: `${python.join(', ')} holds lists as Python prints them, which is no JSON: write them by json.dumps` }
      : {}),
    locate(fields, mapping, option) {
      const located = locateColumns(fields, mapping, nested.leaves, path, option);
      const entries = Object.entries(located) as [keyof typeof located, Leaf][];
      for (const [field, leaf] of entries)
        refuseRepeated(path, reader, String(field), leaf.path, mapping[field], option);
      const inner = entries.filter(([, { path: column }]) => !reader.columns.some(([name]) => name === column));
      if (inner.length > 0)
        onNote?.(`${path}: ${inner.map(([field, leaf]) => `${String(field)} is read from ${leaf.path}`).join(', ')}`);
      return Object.fromEntries(entries.map(([field, leaf]) => [field, leaf.path])) as Partial<
        Record<keyof typeof fields, string>
      >;
    },
    from: (names) => select(reader.sql, names),
    beside: (names) => namesBeside(nested.leaves, names),
    sample: (names) => select(reader.sample, names),
  };
}

function namesBeside(leaves: readonly Leaf[], names: readonly string[]): string[] {
  const chosen = leaves.filter(({ path }) => names.includes(path));
  const deepest = chosen.reduce<readonly string[]>(
    (most, { lists }) => (lists.length > most.length ? lists : most),
    [],
  );
  const others = leaves.filter((leaf) => !chosen.includes(leaf) && leaf.lists.every((list, i) => list === deepest[i]));
  return others.map(({ path }) => path);
}

/** Two columns of one name: it takes a number to say which. */
function refuseRepeated(
  path: string,
  { columns, repeated }: Reader,
  field: string,
  name: string,
  mapped: string | undefined,
  option = '--columns',
): void {
  if (!repeated?.has(name) || /^\d+$/.test(mapped ?? '')) return;
  const first = columns.findIndex(([column]) => column === name) + 1;
  throw new VitrineError(
    'COLUMN_MISSING',
    `${path} has several columns "${name}": say which by its number, such as ${option} ${field}=${first}`,
  );
}
