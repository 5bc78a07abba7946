import { stepTypes } from '../../sequence/step.js';
import type { CleaningOptions } from '../config/cleaning-options.js';
import { quoteText, type Sql } from '../files/duckdb.js';
import { countMissingIds } from './cells/count-missing-ids.js';
import { countTimesOutOfBounds } from './cells/count-times-out-of-bounds.js';
import { questionShoppers } from './cells/question-shoppers.js';
import type { EventLogSummary } from './event-log.js';
import { countOutOfOrder, giveSessions, giveTimes } from './session-times.js';
import { tellNames } from './tables/tell-names.js';

/** A rule of cleaning: which rows of `events` it drops, as an SQL condition, and what it does to the rest. */
export interface CleaningRule {
  readonly name: string;
  /** Undefined where the rule does not apply to this log. */
  readonly drops?: (log: EventLogSummary, options: CleaningOptions) => string | undefined;
  /** Says what the rows are that the rule drops, before they are. */
  readonly explain?: (sql: Sql, condition: string, log: EventLogSummary) => Promise<string | undefined>;
  /**
   * Whether the rule takes more of what was not understood than it leaves: a model of the rest would be of no use.
   * `nUnparsed` lines never became rows.
   */
  readonly isMost?: (sql: Sql, condition: string, nUnparsed: number) => Promise<boolean>;
  /** Left out of the table where it drops nothing. */
  readonly isQuiet?: boolean;
  /** What to do where the rule took most of a log that is too small then. */
  readonly advice?: (log: EventLogSummary) => string | undefined;
  /** Which field of a dropped row is malformed, and what was expected of it. */
  readonly malformed?: (log: EventLogSummary) => { readonly field: 'time' | 'position'; readonly expected: string };
  /** Runs after the drop; may return a note for the table. */
  readonly prepare?: (sql: Sql, log: EventLogSummary, options: CleaningOptions) => Promise<string | undefined>;
}

/** The names of the events that a rule drops, counted. */
async function countNames(sql: Sql, condition: string): Promise<string | undefined> {
  const rows = await sql.rows(`SELECT coalesce(name, 'view_item'), count(*)::DOUBLE AS n FROM events WHERE ${condition}
    GROUP BY ALL ORDER BY n DESC, 1`);
  return rows.length > 0 ? tellNames(rows.map(([name, count]) => [String(name), Number(count)])) : undefined;
}

/** What made lines cancelled ones: `3 by their quantity, 1 by their price`. */
async function countCancelled(sql: Sql, condition: string): Promise<string | undefined> {
  const [[nQuantity, nPrice, nOther]] = await sql.rows(`SELECT (count(*) FILTER (quantity <= 0))::DOUBLE,
    (count(*) FILTER (price <= 0 AND NOT coalesce(quantity <= 0, false)))::DOUBLE,
    (count(*) FILTER (NOT coalesce(quantity <= 0, false) AND NOT coalesce(price <= 0, false)))::DOUBLE FROM events WHERE ${condition}`);
  const found = Object.entries({
    'by their quantity': nQuantity,
    'by their price': nPrice,
    'by their session’s id': nOther,
  });
  const told = found.filter(([, count]) => Number(count) > 0).map(([why, count]) => `${count} ${why}`);
  return told.length > 0 ? told.join(', ') : undefined;
}

/** How many more rows meet one condition than another. */
async function countMore(sql: Sql, one: string, other: string): Promise<number> {
  const [[nMore]] = await sql.rows(
    `SELECT (count(*) FILTER (${one}))::DOUBLE - (count(*) FILTER (${other}))::DOUBLE FROM events`,
  );
  return Number(nMore);
}

const isSearch = `(type = 'search' AND query IS NOT NULL)`;

/** The rules in the order they are applied. */
export const cleaningRules: readonly CleaningRule[] = [
  {
    name: 'malformed rows',
    advice: ({ fields }) =>
      fields.has('time')
        ? 'set timeFormat (--time-format) to how the log writes times; a column that counts from the log’s own beginning is a position ' +
          '(--columns position=…)'
        : undefined,
    explain: countTimesOutOfBounds,
    // What is blank may be meant so; what is written and not understood is read in a wrong way.
    isMost: async (sql, condition, nUnparsed) =>
      (await countMore(sql, `${condition} AND written IS NOT NULL`, `NOT (${condition})`)) + nUnparsed > 0,
    drops: ({ fields }) => (fields.has('time') ? 'time IS NULL' : 'position IS NULL'),
    malformed: ({ fields }) =>
      fields.has('time')
        ? {
            field: 'time',
            expected: 'a time from 1990 to today, as ISO 8601, as a number or by timeFormat (--time-format)',
          }
        : { field: 'position', expected: 'a number' },
  },
  {
    name: 'unknown event names',
    isQuiet: true,
    drops: () => 'type IS NULL',
    explain: countNames,
    isMost: async (sql) =>
      (await countMore(sql, 'type IS NULL AND item IS NOT NULL', "type <> 'ignored' AND item IS NOT NULL")) > 0,
    advice: ({ columns }) =>
      'say what they mean with --event-names, such as --event-names buy=purchase,pv=view_item or hover=ignore; if column ' +
      `${columns[0]?.event_type ?? 'event_type'} tells no types, name another (--columns event_type=…), or say "*=view_item"`,
  },
  {
    name: 'events without an item of interest',
    drops: () => `type NOT IN (${stepTypes.map(quoteText).join(', ')}) AND NOT ${isSearch}`,
    explain: countNames,
    advice: () => 'say what the names mean with --event-names, such as --event-names page_view=view_item',
    prepare: async (sql) => {
      // What is searched for is no item, whatever else the row says.
      const nSearches = await sql.run("UPDATE events SET item = NULL WHERE type = 'search'");
      await sql.run("UPDATE events SET query = NULL WHERE type <> 'search'");
      await sql.run('ALTER TABLE events DROP COLUMN name');
      return nSearches > 0 ? `${nSearches} searches, kept` : undefined;
    },
  },
  {
    name: 'missing ids',
    drops: ({ fields }, { keepAnonymous }) => {
      const session = fields.has('session') ? 'session IS NULL' : 'false';
      const isKept = keepAnonymous && fields.has('session');
      return `(item IS NULL AND query IS NULL) OR ${session}${isKept ? '' : ' OR shopper IS NULL'}`;
    },
    explain: (sql, condition, { fields }) => countMissingIds(sql, condition, fields.has('session')),
    advice: ({ fields }) =>
      fields.has('session') && fields.has('user')
        ? 'clean.keepAnonymous keeps events without a user; check --columns'
        : 'check which columns hold item, user and session (--columns)',
    prepare: async (sql, { fields }) => {
      const kept = await sql.run(`UPDATE events SET shopper = 'session ' || session WHERE shopper IS NULL`);
      const notes = [
        ...(kept > 0 ? [`${kept} anonymous, kept`] : []),
        ...(fields.has('user') ? await questionShoppers(sql) : []),
      ];
      return notes.length > 0 ? notes.join('; ') : undefined;
    },
  },
  {
    name: 'cancelled lines',
    drops: ({ fields }, { cancelledSessions }) => {
      const cancelled = cancelledSessions ? `regexp_full_match(session, ${quoteText(cancelledSessions)})` : 'false';
      // A log that does not name events is one of orders where it tells quantities; a view costs nothing.
      const isOrder = `(type = 'purchase' OR ${fields.has('quantity') ? 'NOT isTyped' : 'false'})`;
      const isTaken = `(type = 'add_to_cart' AND quantity < 0)`;
      return `${cancelled} OR (${isOrder} AND (quantity <= 0 OR price <= 0)) OR ${isTaken}`;
    },
    explain: countCancelled,
    advice: () =>
      'orders with a quantity or price of 0 or less, and session ids that match clean.cancelledSessions, count as cancelled: ' +
      'if the log is none of orders, map the type of its events (--columns event_type=…)',
  },
  {
    name: 'non-product lines',
    advice: () => 'item ids that match clean.nonProductItems count as no products',
    drops: (_, { nonProductItems }) =>
      nonProductItems ? `regexp_full_match(item, ${quoteText(nonProductItems)})` : undefined,
  },
  {
    name: 'duplicates',
    drops: () => `(file, line) IN (SELECT (file, line) FROM events QUALIFY row_number() OVER
      (PARTITION BY shopper, session, time, position, type, item, query ORDER BY file, line) > 1)`,
  },
  {
    name: 'out-of-order times',
    prepare: async (sql, log, { sessionGapMinutes, splitSessionsBy }) => {
      const gapMs = sessionGapMinutes * 60_000;
      const nMoved = log.fields.has('time') ? await countOutOfOrder(sql, log) : 0;
      if (!log.fields.has('time')) await giveTimes(sql);
      // Times that were made up have no pauses.
      const hasPauses = log.fields.has('time') && splitSessionsBy === 'gap';
      if (!log.fields.has('session') || hasPauses) await giveSessions(sql, gapMs);
      return nMoved > 0 ? `${nMoved} sorted` : undefined;
    },
  },
  {
    name: 'bot-like sessions',
    advice: () => 'check which column holds the session or the user, or raise clean.maxSessionEvents',
    drops: ({ fields }, { maxSessionEvents, maxMomentsPerMinute }) => {
      const isTooFast = `count(DISTINCT time) >= 20
        AND count(DISTINCT time) > ${maxMomentsPerMinute} * (max(time) - min(time)) / 60000`;
      // Times made up from positions tell nothing of a pace.
      return `(shopper, session) IN (SELECT (shopper, session) FROM events GROUP BY shopper, session
        HAVING count(*) > ${maxSessionEvents}${fields.has('time') ? ` OR (${isTooFast})` : ''})`;
    },
  },
];
