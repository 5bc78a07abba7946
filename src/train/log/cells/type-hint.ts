import type { EventField } from '../../config/columns.js';
import { type EventNames, eventTypeOf } from '../../config/event-names.js';
import { quoteName, type Sql } from '../../files/duckdb.js';
import type { LogTable } from '../tables/open-table.js';
import type { ReadingNote } from './understand-cells.js';

export interface TypeHintInput {
  readonly table: Pick<LogTable, 'path' | 'beside' | 'sample'>;
  /** The column of each field. */
  readonly resolved: Partial<Record<EventField, string>>;
  readonly names: EventNames;
}

/** Rows that are looked at: a log's events are mixed from the start. */
const nSampled = 2000;

/** A column of more different values than this tells no types. */
const mostTypes = 40;

/** What columns of event types are called. */
const likelyName = /^(event|action|activity|behaviou?r|interaction)([ _.-]?(type|name|action|kind))?$|^(type|kind)$/i;

/**
 * Looks for a column of event types in a file that has none mapped: by what columns are called, and by what stands in them.
 *
 * @returns a note that says what the column is called and how to map it; none where there is no such column
 */
export async function describeTypeHint(sql: Sql, input: TypeHintInput): Promise<ReadingNote[]> {
  const { table, resolved, names } = input;
  if (resolved.event_type !== undefined) return [];
  const open = table.beside(Object.values(resolved));
  for (const [name, values] of await sampleValues(sql, table.sample(open), open)) {
    const nKnown = values.filter((value) => eventTypeOf(value, names) !== undefined).length;
    const isLikely = likelyName.test(name)
      ? values.length > 1 || nKnown > 0
      : nKnown > 1 && nKnown >= values.length / 2;
    if (!isLikely) continue;
    const note =
      `${table.path}: column ${name} looks like the types of events and is not mapped, so that every row counts as a view: ` +
      `--columns ${/^\w+$/.test(name) ? `event_type=${name}` : `"event_type=${name}"`}`;
    return [{ rule: 'event names', note }];
  }
  return [];
}

/** The different values of each column with few of them, of the first rows. */
async function sampleValues(sql: Sql, from: string, columns: readonly string[]): Promise<[string, string[]][]> {
  if (columns.length === 0) return [];
  const cells = columns.map((name, i) => `nullif(trim(CAST(${quoteName(name)} AS VARCHAR)), '') AS c${i}`);
  const lists = columns.map(
    (_, i) => `CASE WHEN count(DISTINCT c${i}) <= ${mostTypes} THEN CAST(to_json(list(DISTINCT c${i})) AS VARCHAR) END`,
  );
  const [row] = await sql.rows(
    `SELECT ${lists.join(', ')} FROM (SELECT ${cells.join(', ')} FROM ${from} LIMIT ${nSampled})`,
  );
  return columns.flatMap((name, i): [string, string[]][] => {
    const values = JSON.parse(String(row[i] ?? '[]')) as (string | null)[] | null;
    return [[name, (values ?? []).filter((value) => value !== null)]];
  });
}
