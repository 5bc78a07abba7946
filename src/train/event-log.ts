import { VitrineError } from '../errors.js';
import { type ColumnMapping, type EventField, eventFields } from './columns.js';
import { quoteName, quoteText, type Sql } from './duckdb.js';
import type { ReadOptions } from './files/prepare-text.js';
import { describeColumns, looksLikeValues } from './log/describe-columns.js';
import { tellMalformedJson } from './log/malformed-json.js';
import { countRejected } from './log/rejected-lines.js';
import { describeSqlFailure } from './log/sql-failure.js';
import { type LogTable, openTable } from './open-table.js';
import { timeSql } from './timestamp.js';

export interface EventLogOptions extends ReadOptions {
  readonly files: readonly string[];
  /** Files that a model is measured on: their sessions are apart from those of `files`, whatever their ids. */
  readonly testFiles?: readonly string[];
  readonly columns: ColumnMapping;
  /** A strptime pattern, see `timeSql`. */
  readonly timeFormat?: string;
}

/** What reading a log found out about it. */
export interface EventLogSummary {
  /** Rows in all files, those that do not parse included. */
  readonly nRows: number;
  /** Fields that at least one file has a column for. */
  readonly fields: ReadonlySet<EventField>;
  /** The column of each field, of each file. */
  readonly columns: readonly Partial<Record<EventField, string>>[];
  /** Whether every file tells whose each session is; in the others each session is a shopper of its own. */
  readonly hasShoppers: boolean;
}

/** Names of event types in other logs, in GA4's names. */
const typeNames: Readonly<Record<string, string>> = {
  click: 'view_item',
  clicks: 'view_item',
  view: 'view_item',
  views: 'view_item',
  cart: 'add_to_cart',
  carts: 'add_to_cart',
  addtocart: 'add_to_cart',
  buy: 'purchase',
  order: 'purchase',
  orders: 'purchase',
  view_search_results: 'search',
  transaction: 'purchase',
};

/**
 * Reads event files into the table `events`, one row a line, in columns of one meaning:
 * `file, line, isTest, session, shopper, time` (ms since 1970 or null), `position, type, item, query, quantity, price,
 * title, written` (how long the text is that should be a time, or a position where the file has no times). A log without users has its sessions as shoppers.
 *
 * @throws VitrineError `COLUMN_MISSING`, `DATA_EMPTY`, and what `openTable` throws
 */
export async function readEventLog(sql: Sql, options: EventLogOptions): Promise<EventLogSummary> {
  const files = [...options.files, ...(options.testFiles ?? [])];
  if (files.length === 0) throw new VitrineError('OPTION_INVALID', 'no event file is given: use --events FILE');
  const fields = new Set<EventField>();
  const columnsOf: Partial<Record<EventField, string>>[] = [];
  const selects: string[] = [];
  const tables: LogTable[] = [];
  let hasShoppers = true;
  for (const [i, path] of files.entries()) {
    const mapped = Object.values(options.columns);
    const table = await openTable(sql, path, { encoding: options.encoding, onNote: options.onNote, mapped });
    tables.push(table);
    const resolved = table.locate(eventFields, options.columns);
    requireColumns(resolved, table, path);
    const from = table.from(Object.values(resolved));
    columnsOf.push(resolved);
    hasShoppers &&= resolved.user !== undefined;
    for (const field of Object.keys(resolved)) fields.add(field as EventField);
    selects.push(selectEvents(i, i >= options.files.length, from, resolved, options.timeFormat));
  }
  await readAll(sql, selects, files);
  const [[nParsed]] = await sql.rows('SELECT count(*)::DOUBLE FROM events');
  if (nParsed === 0) {
    throw new VitrineError('DATA_EMPTY', `${files.join(', ')} holds a header but no event: nothing to learn from`);
  }
  if (options.onNote) await tellMalformedJson(sql, tables, options.onNote);
  const nRejected = await countRejected(sql, tables, options.onNote);
  return { nRows: Number(nParsed) + nRejected, fields, columns: columnsOf, hasShoppers };
}

async function readAll(sql: Sql, selects: readonly string[], files: readonly string[]): Promise<void> {
  try {
    await sql.run(`CREATE TABLE events AS ${selects.join('\nUNION ALL\n')}`);
  } catch (error) {
    const { code, message } = describeSqlFailure(error);
    throw new VitrineError(code, `${files.join(', ')} cannot be read: ${message}`);
  }
}

function requireColumns(
  columns: Partial<Record<EventField, string>>,
  { columns: found, hint: more }: Pick<LogTable, 'columns' | 'hint'>,
  path: string,
): void {
  const lacking: readonly (readonly [boolean, string])[] = [
    [!columns.item, 'item (item_id)'],
    [!columns.session && !columns.user, 'session (session_id) or user (user_id)'],
    [!columns.time && !columns.position, 'time (timestamp) or position'],
    [!columns.session && !columns.time, 'time (timestamp), needed to split a user’s events into sessions'],
  ];
  const missing = lacking.find(([isLacking]) => isLacking)?.[1];
  if (missing) {
    const hint = looksLikeValues(found)
      ? 'where the file has no header, tell columns by their numbers, such as --columns user=1,item=2,time=4'
      : 'name it with --columns, such as --columns item=sku,session=visit,time=created_at';
    throw new VitrineError(
      'COLUMN_MISSING',
      `${path} has no column for ${missing}, ${describeColumns(found)}; ${more ?? hint}`,
    );
  }
}

function selectEvents(
  file: number,
  isTest: boolean,
  from: string,
  columns: Partial<Record<EventField, string>>,
  timeFormat: string | undefined,
): string {
  const text = (field: EventField) => {
    const column = columns[field];
    return column ? `nullif(trim(CAST(${quoteName(column)} AS VARCHAR)), '')` : 'NULL::VARCHAR';
  };
  const number = (field: EventField) => `try_cast(${text(field)} AS DOUBLE)`;
  const names = Object.entries(typeNames).map(([name, ga4]) => `WHEN ${quoteText(name)} THEN ${quoteText(ga4)}`);
  // Another file's sessions are numbered anew: the same id is another session there.
  const session = isTest ? `'test ' || ${text('session')}` : text('session');
  return `SELECT ${file} AS file, row_number() OVER () AS line, ${isTest} AS isTest, ${session} AS session,
    ${columns.user ? text('user') : session} AS shopper, ${timeSql(text('time'), timeFormat)} AS time,
    ${number('position')} AS position, coalesce(CASE lower(${text('event_type')}) ${names.join(' ')} END,
    ${text('event_type')}, 'view_item') AS type, ${text('item')} AS item,
    ${text('query')} AS query, ${number('quantity')} AS quantity,
    ${number('price')} AS price, ${text('title')} AS title, length(${text(columns.time ? 'time' : 'position')})
    AS written FROM ${from}`;
}
