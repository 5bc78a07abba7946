import { VitrineError } from '../../errors.js';
import { type ColumnMapping, type EventField, eventFields } from '../config/columns.js';
import { readEventNames } from '../config/event-names.js';
import { quoteName, quoteText, type Sql } from '../files/duckdb.js';
import type { ReadOptions } from '../files/prepare-text.js';
import { describeSqlFailure } from '../files/sql-failure.js';
import { isMissingSql, markMissingSql } from './cells/missing-values.js';
import { describeTypeHint } from './cells/type-hint.js';
import { type ReadingNote, understandCells } from './cells/understand-cells.js';
import type { CleaningAccount } from './cleaning-account.js';
import { describeColumns, looksLikeValues } from './tables/describe-columns.js';
import { tellMalformedJson } from './tables/malformed-json.js';
import { type LogTable, openTable } from './tables/open-table.js';
import { countRejected } from './tables/rejected-lines.js';
import { type TimeBounds, timeBounds, timeSql } from './timestamp.js';

export interface EventLogOptions extends ReadOptions {
  readonly files: readonly string[];
  /** Files that a model is measured on: their sessions are apart from those of `files`, whatever their ids. */
  readonly testFiles?: readonly string[];
  readonly columns: ColumnMapping;
  /** A strptime pattern, see `timeSql`. */
  readonly timeFormat?: string;
  /** What names of event types mean, see `readEventNames`. */
  readonly eventNames?: Readonly<Record<string, string>>;
  /** Texts that say that a cell has no value, beside the known ones. */
  readonly missingValues?: readonly string[];
  /** Times after it are malformed, ms since 1970; the clock by default. */
  readonly now?: number;
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

/**
 * Reads event files into the table `events`, one row a line, in columns of one meaning:
 * `file, line, isTest, session, shopper, time` (ms since 1970 or null), `position, type, item, query, quantity, price,
 * title, isTyped` (whether the log says what kind of event it is), `written` (the text of a time that was not understood, or of a position
 * where the file has no times). The type of a name that nobody knows is null. A log without users has its sessions as shoppers.
 *
 * @param account is given the number of rows, and what was read in another way than it is written
 * @throws VitrineError `COLUMN_MISSING`, `DATA_EMPTY`, `CONFIG_INVALID` for dates whose order stays open, and what `openTable` throws
 */
export async function readEventLog(
  sql: Sql,
  options: EventLogOptions,
  account: CleaningAccount,
): Promise<EventLogSummary> {
  const files = [...options.files, ...(options.testFiles ?? [])];
  if (files.length === 0) throw new VitrineError('OPTION_INVALID', 'no event file is given: use --events FILE');
  const fields = new Set<EventField>();
  const columnsOf: Partial<Record<EventField, string>>[] = [];
  const selects: string[] = [];
  const tables: LogTable[] = [];
  const hints: ReadingNote[] = [];
  let hasShoppers = true;
  const names = readEventNames(options.eventNames ?? {});
  const bounds = timeBounds(options.now ?? Date.now());
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
    hints.push(...(await describeTypeHint(sql, { table, resolved, names })));
    selects.push(selectEvents(i, i >= options.files.length, from, resolved, bounds, options));
  }
  await readAll(sql, selects, files);
  const [[nParsed]] = await sql.rows('SELECT count(*)::DOUBLE FROM events');
  if (nParsed === 0) {
    throw new VitrineError('DATA_EMPTY', `${files.join(', ')} holds a header but no event: nothing to learn from`);
  }
  if (options.onNote) await tellMalformedJson(sql, tables, options.onNote);
  const nRows = Number(nParsed) + (await countRejected(sql, tables, options.onNote));
  account.nRows = nRows;
  const tell = ({ rule, note }: ReadingNote) => account.steps.push({ rule, dropped: 0, left: nRows, note });
  hints.forEach(tell);
  const timeColumns = files.map((file, i) => ({ file, column: columnsOf[i].time }));
  const isGuessed = options.timeFormat === undefined;
  await understandCells(sql, { files, timeColumns, isGuessed, bounds, names }, tell);
  return { nRows, fields, columns: columnsOf, hasShoppers };
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

/**
 * Every cell as text; what the next steps look at again is in `name`, `quantityText`, `priceText`, `written` and `blanks`. Each step
 * is a select of its own, so that nothing is computed twice.
 */
function selectEvents(
  file: number,
  isTest: boolean,
  from: string,
  columns: Partial<Record<EventField, string>>,
  bounds: TimeBounds,
  { timeFormat, missingValues = [] }: EventLogOptions,
): string {
  const fields = Object.keys(eventFields) as EventField[];
  const found = fields.filter((field) => columns[field] !== undefined);
  const each = (of: readonly EventField[], sql: (field: EventField) => string) => of.map(sql).join(', ');
  const texts = `SELECT row_number() OVER () AS line, ${each(found, (field) => `${textSql(String(columns[field]))} AS ${field}`)} FROM ${from}`;
  const trimmed = `SELECT line, ${each(found, (field) => `${trimSql(field)} AS ${field}`)} FROM (${texts})`;
  const marked = `SELECT *, ${each(found, (field) => `${isMissingSql(field, field, missingValues)} AS no_${field}`)} FROM (${trimmed})`;
  const cells = `SELECT line, ${markMissingSql(found.map((field) => [`no_${field}`, String(columns[field]), field]))} AS blanks,
    ${each(fields, (field) => (columns[field] ? `CASE WHEN NOT no_${field} THEN nullif(${field}, '') END AS ${field}` : `NULL::VARCHAR AS ${field}`))}
    FROM (${marked})`;
  const numbers: readonly EventField[] = ['position', 'quantity', 'price'];
  const read = `SELECT *, ${timeSql('time', bounds, timeFormat)} AS ms,
    ${each(numbers, (field) => `try_cast(${field} AS DOUBLE) AS n_${field}`)} FROM (${cells})`;
  const number = (field: EventField) => `CASE WHEN isfinite(n_${field}) THEN n_${field} END AS ${field}`;
  // A plain number of three decimals may be thousands: the whole column decides.
  const open = (field: EventField) =>
    `CASE WHEN NOT coalesce(isfinite(n_${field}), false) OR regexp_full_match(${field}, '-?[0-9]{1,3}[.][0-9]{3}') THEN ${field} END AS ${field}Text`;
  return `SELECT ${file} AS file, line, ${isTest} AS isTest, session, log."user" AS shopper, ${columns.user !== undefined} AS hasUser, ms AS time,
    event_type AS name, item, query, title, ${each(numbers, number)}, ${each(['quantity', 'price'], open)},
    ${columns.time ? `CASE WHEN ms IS NULL OR contains(time, 'E+') THEN time END` : 'position'} AS written, blanks FROM (${read}) AS log`;
}

/** What is no part of a cell at its ends: blanks of all kinds, and characters without width. */
const blanks = ' \t\r\n\u00a0\u200b\u2007\u202f\ufeff';

/** The text without blanks at its ends, and without the formula that a spreadsheet wraps it in; most texts have neither. */
function trimSql(text: string): string {
  const hasBlanks = `regexp_matches(${text}, ${quoteText(`^[${blanks}]|[${blanks}]$`)})`;
  // Spreadsheets keep an id's zeros by a formula: ="00123".
  return `CASE WHEN starts_with(${text}, '="') AND ends_with(${text}, '"') THEN trim(${text}[3:-2])
    WHEN ${hasBlanks} THEN trim(${text}, ${quoteText(blanks)}) ELSE ${text} END`;
}

/** A cell as text: a column of a JSON file that holds texts and numbers quotes its texts. */
function textSql(column: string): string {
  const name = quoteName(column);
  const text = `CAST(${name} AS VARCHAR)`;
  return `CASE WHEN typeof(${name}) = 'JSON' THEN json_extract_string(${text}, '$') ELSE ${text} END`;
}
