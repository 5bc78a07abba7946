import { stepTypes } from '../sequence/step.js';
import type { CleaningOptions } from './cleaning-options.js';
import { quoteText, type Sql } from './duckdb.js';
import type { EventLogSummary } from './event-log.js';
import { countOutOfOrder, giveSessions, giveTimes } from './session-times.js';

/** A rule of cleaning: which rows of `events` it drops, as an SQL condition, and what it does to the rest. */
export interface CleaningRule {
  readonly name: string;
  /** Undefined where the rule does not apply to this log. */
  readonly drops?: (log: EventLogSummary, options: CleaningOptions) => string | undefined;
  /** Which field of a dropped row is malformed, and what was expected of it. */
  readonly malformed?: (log: EventLogSummary) => { readonly field: 'time' | 'position'; readonly expected: string };
  /** Runs after the drop; may return a note for the table. */
  readonly prepare?: (sql: Sql, log: EventLogSummary, options: CleaningOptions) => Promise<string | undefined>;
}

const isSearch = `(type = 'search' AND query IS NOT NULL)`;

/** The rules in the order they are applied. */
export const cleaningRules: readonly CleaningRule[] = [
  {
    name: 'malformed rows',
    drops: ({ fields }) => (fields.has('time') ? 'time IS NULL' : 'position IS NULL'),
    malformed: ({ fields }) =>
      fields.has('time')
        ? { field: 'time', expected: 'a time from 1970 to 2099, as ISO 8601, as a number or by timeFormat' }
        : { field: 'position', expected: 'a number' },
  },
  {
    name: 'events without an item of interest',
    drops: () => `type NOT IN (${stepTypes.map(quoteText).join(', ')}) AND NOT ${isSearch}`,
    prepare: async (sql) => {
      // What is searched for is no item, whatever else the row says.
      const nSearches = await sql.run("UPDATE events SET item = NULL WHERE type = 'search'");
      await sql.run("UPDATE events SET query = NULL WHERE type <> 'search'");
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
    prepare: async (sql) => {
      const kept = await sql.run(`UPDATE events SET shopper = 'session ' || session WHERE shopper IS NULL`);
      return kept > 0 ? `${kept} anonymous, kept` : undefined;
    },
  },
  {
    name: 'cancelled lines',
    drops: (_, { cancelledSessions }) => {
      const cancelled = cancelledSessions ? `regexp_full_match(session, ${quoteText(cancelledSessions)})` : 'false';
      return `${cancelled} OR quantity <= 0 OR price <= 0`;
    },
  },
  {
    name: 'non-product lines',
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
    drops: ({ fields }, { maxSessionEvents, maxMomentsPerMinute }) => {
      const isTooFast = `count(DISTINCT time) >= 20
        AND count(DISTINCT time) > ${maxMomentsPerMinute} * (max(time) - min(time)) / 60000`;
      // Times made up from positions tell nothing of a pace.
      return `(shopper, session) IN (SELECT (shopper, session) FROM events GROUP BY shopper, session
        HAVING count(*) > ${maxSessionEvents}${fields.has('time') ? ` OR (${isTooFast})` : ''})`;
    },
  },
];
