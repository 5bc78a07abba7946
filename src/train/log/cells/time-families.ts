import { quoteText } from '../../files/duckdb.js';
import type { TimeBounds } from '../timestamp.js';

const gap = '(?:T|,? (?:at )?|:|_)';
const hour = '([0-9]{1,2})';
const minutes = '[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]{1,9}))?)?';
const half = '(?: ?([AaPp])[.]? ?[Mm][.]?)?';
const zone =
  ' ?(?:UTC|GMT|Z)?(?: ?([+-][0-9]{2}:?(?:[0-9]{2})?)(?: [A-Z]{2,5})?)?(?: [(][A-Za-z ]{1,40}[)]|[[][A-Za-z_/]{1,40}[]])?';
const after = `(?:${gap}${hour}${minutes}${half}${zone})?`;
/** As `after`, where the hour may stand alone. */
const afterYearFirst = `(?:${gap}${hour}(?:${minutes})?${half}${zone})?`;
const dayName = '(?:[A-Za-z]{2,9}[.]?,? )?';
const clockParts = ['h', 'mi', 's', 'f', 'ap', 'z'];

/** A way to write dates, whose parts its groups are. */
interface DateFamily {
  /** How times were read, for people. */
  readonly name: string;
  /** A cheap condition on the text `t` that any of its dates meets: patterns are tried on what may fit only. */
  readonly isLikely: string;
  readonly pattern: string;
  readonly groups: readonly string[];
}

/** Dates whose parts have one order only. */
export const plainDates: readonly DateFamily[] = [
  {
    name: 'year first',
    isLikely: "t[5] IN ('-', '/', '.')",
    pattern: `([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})${afterYearFirst}`,
    groups: ['y', 'm', 'd', ...clockParts],
  },
  {
    name: 'with the name of the month',
    isLikely: "regexp_matches(t, '[A-Za-z]{3}')",
    pattern: `${dayName}([0-9]{1,2})(?:st|nd|rd|th)?[-/ .]+([A-Za-z]{3})[A-Za-z]*[.]?[-/ ,]+([0-9]{4})${after}`,
    groups: ['d', 'm', 'y', ...clockParts],
  },
  {
    name: 'with the name of the month first',
    isLikely: "regexp_matches(t, '[A-Za-z]{3}')",
    pattern: `${dayName}([A-Za-z]{3})[A-Za-z]*[.]? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})${after}`,
    groups: ['m', 'd', 'y', ...clockParts],
  },
  {
    name: 'as digits without separators',
    isLikely: 'TRY_CAST(t[1:8] AS INTEGER) >= 10000000',
    pattern: `([0-9]{4})([0-9]{2})([0-9]{2})(?:[T _-]?([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.]?([0-9]{1,6}))?)?)?)?()${zone}`,
    groups: ['y', 'm', 'd', ...clockParts],
  },
];

/** Numeric dates that do not begin with four digits of the year: their column decides the order of `one`, `two`, `three`. */
export const numericDate = {
  isLikely: "(t[2] IN ('-', '/', '.') OR t[3] IN ('-', '/', '.'))",
  pattern: `([0-9]{1,2})([-/.])([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})${after}`,
  groups: ['one', 'mark', 'two', 'three', ...clockParts],
} as const;

/** The orders that numeric dates can have: which part is the year, the month and the day. */
export const numericOrders = {
  'day first': { y: 'three', m: 'two', d: 'one' },
  'month first': { y: 'three', m: 'one', d: 'two' },
  'year first, in two digits': { y: 'one', m: 'two', d: 'three' },
} as const;

export type NumericOrder = keyof typeof numericOrders;

/** Returns the SQL expression of the parts of the text `t` as a struct of texts, empty or null where the family does not fit. */
export function partsSql({ isLikely, pattern, groups }: Omit<DateFamily, 'name'>): string {
  return `CASE WHEN ${isLikely} THEN regexp_extract(t, ${quoteText(`^${pattern}$`)}, [${groups.map(quoteText).join(', ')}]) END`;
}

/** Which parts of a struct are the year, the month and the day. */
interface DateParts {
  readonly y: string;
  readonly m: string;
  readonly d: string;
}

/**
 * Returns the SQL expression of ms since 1970 UTC of a struct of `partsSql`, or null where it is no time within the bounds.
 *
 * @param g the column of the struct
 */
export function momentSql(g: string, bounds: TimeBounds, { y, m, d }: DateParts = { y: 'y', m: 'm', d: 'd' }): string {
  const thisYear = new Date(bounds.to).getUTCFullYear() % 100;
  const year = `CASE length(${g}.${y}) WHEN 4 THEN ${g}.${y}
    WHEN 2 THEN if(CAST(${g}.${y} AS INTEGER) <= ${thisYear}, '20', '19') || ${g}.${y} END`;
  const place = `strpos('janfebmaraprmayjunjulaugsepoctnovdec', lower(${g}.${m}))`;
  const month = `CASE WHEN length(${g}.${m}) < 3 THEN ${g}.${m} WHEN ${place} % 3 = 1 THEN CAST((${place} + 2) // 3 AS VARCHAR) END`;
  const h = `TRY_CAST(${g}.h AS INTEGER)`;
  const hour = `CASE WHEN ${g}.h = '' THEN '0' WHEN ${g}.ap = '' THEN ${g}.h
    WHEN ${h} BETWEEN 1 AND 12 THEN CAST(${h} % 12 + if(lower(${g}.ap) = 'p', 12, 0) AS VARCHAR)
    WHEN lower(${g}.ap) = 'p' THEN ${g}.h END`;
  const or0 = (part: string) => `coalesce(nullif(${g}.${part}, ''), '0')`;
  const time = `lpad(${hour}, 2, '0') || ':' || lpad(${or0('mi')}, 2, '0') || ':' || lpad(${or0('s')}, 2, '0') || '.' || ${or0('f')}`;
  const moment = `TRY_CAST(${year} || '-' || ${month} || '-' || ${g}.${d} || ' ' || ${time} AS TIMESTAMP)`;
  const minutes = `TRY_CAST(${g}.z[2:3] AS INTEGER) * 60 + coalesce(TRY_CAST(ltrim(${g}.z[4:], ':') AS INTEGER), 0)`;
  const offset = `if(${g}.z = '', 0, if(${g}.z[1] = '-', -1, 1) * (${minutes}) * 60000)`;
  return withinSql(`epoch_ms(${moment}) - ${offset}`, bounds);
}

/**
 * Returns the SQL expression of ms since 1970 of the days since the end of 1899 that spreadsheets count, with the time of day
 * as a fraction. Fractions of a day are not exact: the nearest second is meant.
 */
export function serialSql(text: string, bounds: TimeBounds): string {
  const days = `TRY_CAST(replace(${text}, ',', '.') AS DOUBLE)`;
  const ms = `CAST(round((${days} - 25569) * 86400) AS BIGINT) * 1000`;
  return `CASE WHEN regexp_full_match(${text}, '[0-9]{5}([.,][0-9]+)?') THEN ${withinSql(ms, bounds)} END`;
}

function withinSql(ms: string, { from, to }: TimeBounds): string {
  return `CASE WHEN (${ms}) >= ${from} AND (${ms}) < ${to} THEN (${ms}) END`;
}
