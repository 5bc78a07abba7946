import { type EventNames, eventTypeOf } from '../../config/event-names.js';
import { quoteText, type Sql } from '../../files/duckdb.js';
import { mostNames, tellNames } from '../tables/tell-names.js';
import type { TimeBounds } from '../timestamp.js';
import { countOddIds } from './count-odd-ids.js';
import type { TimeColumn } from './date-orders.js';
import { fillBlankTimes } from './fill-blank-times.js';
import { countMissing } from './missing-values.js';
import { readNumberTexts } from './read-number-texts.js';
import { readTimes } from './read-times.js';
import { restoreWholeIds } from './restore-whole-ids.js';

/** A line of the table of cleaning that tells of cells which were read in another way than they are written. */
export interface ReadingNote {
  readonly rule: string;
  readonly note: string;
}

export interface CellsInput {
  /** The files' names, for messages. */
  readonly files: readonly string[];
  readonly timeColumns: readonly TimeColumn[];
  /** Whether times may be read in any way that their column leaves no doubt about: no pattern is given. */
  readonly isGuessed: boolean;
  readonly bounds: TimeBounds;
  /** What the shop has told of names of event types. */
  readonly names: EventNames;
}

/** Different names of event types that are looked at, the most frequent first; all others are unknown. */
const mostLookedAt = 10_000;

/**
 * Reads the cells of the table `events` that could not be read one by one: what a column means is decided by all of it. Leaves
 * the table with the columns that `readEventLog` promises.
 *
 * @param tell is given the notes one by one, so that a run that fails has told what was before
 * @throws VitrineError `CONFIG_INVALID` for dates whose order stays open
 */
export async function understandCells(
  sql: Sql,
  { files, timeColumns, isGuessed, bounds, names }: CellsInput,
  tell: (note: ReadingNote) => void,
): Promise<void> {
  const tellAll = (rule: string, notes: readonly string[]) => {
    if (notes.length > 0) tell({ rule, note: notes.join('; ') });
  };
  tellAll('missing values', await countMissing(sql));
  tellAll('ids', [...(await restoreWholeIds(sql)), ...(await countOddIds(sql))]);
  tellAll('numbers', await readNumberTexts(sql, files));
  tellAll('event names', await readTypes(sql, names));
  const times = isGuessed ? await readTimes(sql, timeColumns, bounds) : [];
  const nFilled = await fillBlankTimes(sql);
  const filled = nFilled > 0 ? [`${nFilled} blank times taken from the line above, of the same session`] : [];
  tellAll('times', [...times, ...filled, ...(await countRoundedTimes(sql))]);
}

/** Times that stand in a spreadsheet's short notation have lost their last digits. */
async function countRoundedTimes(sql: Sql): Promise<string[]> {
  const [[nRounded]] = await sql.rows(
    "SELECT count(*)::DOUBLE FROM events WHERE time IS NOT NULL AND regexp_full_match(written, '[0-9][.,][0-9]+E[+][0-9]+')",
  );
  if (Number(nRounded) === 0) return [];
  return [`${nRounded} times like 1.7E+12, which a spreadsheet has rounded: export times as text`];
}

/** Gives every event the type that its name means, and each shopper of a log without users its session as an id. */
async function readTypes(sql: Sql, given: EventNames): Promise<string[]> {
  const counts = (
    await sql.rows(`SELECT name, count(*)::DOUBLE AS n FROM events WHERE name IS NOT NULL GROUP BY name
      ORDER BY n DESC, name LIMIT ${mostLookedAt}`)
  ).map(([name, count]) => [String(name), Number(count), eventTypeOf(String(name), given)] as const);
  const known = counts.flatMap(([name, , type]) => (type === undefined ? [] : [[name, type] as const]));
  const list = known.map(([name, type]) => `(${quoteText(name)}, ${quoteText(type)})`);
  await sql.run(`CREATE OR REPLACE TABLE events AS
    WITH types(name, known) AS (VALUES ${[...list, '(NULL, NULL)'].join(', ')}),
    numbered AS (SELECT * REPLACE (if(isTest, 'test ' || session, session) AS session) FROM events)
    SELECT file, line, isTest, session, if(hasUser, shopper, session) AS shopper, time, position,
      if(name IS NULL, 'view_item', known) AS type, name, name IS NOT NULL AS isTyped, item, query, quantity, price, title, written
    FROM numbered LEFT JOIN types USING (name)`);
  const renamed = counts.filter(([name, , type]) => type !== undefined && type !== 'ignored' && type !== name);
  const [[nNameless]] = await sql.rows('SELECT (count(*) FILTER (NOT isTyped))::DOUBLE FROM events');
  const notes = counts.length > 0 && Number(nNameless) > 0 ? [`${nNameless} without a name as view_item`] : [];
  if (renamed.length === 0 || counts.length > mostNames) return notes;
  return [...notes, tellNames(renamed.map(([name, count, type]) => [`${name} as ${type}`, count]))];
}
