import { VitrineError } from '../../errors.js';
import type { SplitOptions } from '../config/split-options.js';
import type { Sql } from '../files/duckdb.js';
import type { Split } from './dataset.js';
import { leastForLeaveOneOut } from './dataset-part.js';
import type { Measured } from './measured.js';
import { describeOtherDates } from './other-dates.js';

const periods = ['training', 'validation', 'test'] as const;

/** A part of the log, see `Split`. */
export type Period = (typeof periods)[number];

/**
 * Decides where the log is divided (at dates, by shares or a count of sessions, or before each shopper's last steps),
 * and writes the period of every event into the table `events`: 0 training, 1 validation, 2 test.
 *
 * Events of a file that the model is measured on (`isTest`) are test whatever the split.
 *
 * @param measured given where a model is to be measured, rather than trained: the one period must have sessions
 * @throws VitrineError `CONFIG_INVALID` for one date without the other, dates in the wrong order or `last` without a
 * count; `DATA_TOO_SMALL` when a period that is required is left without a session
 */
export async function splitLog(sql: Sql, options: SplitOptions, measured?: Measured): Promise<Split> {
  const required = measured ? requiredToMeasure(options, measured) : requiredBy(options);
  const split = await divide(sql, options);
  const period = split.kind === 'leave-one-out' ? periodByStep : periodBySession(split);
  await sql.run(`CREATE OR REPLACE TABLE events AS ${period}`);
  const [row] = await sql.rows(
    `SELECT ${periods.map(
      (_, i) => `count(DISTINCT (shopper, session)) FILTER (period = ${i} AND item IS NOT NULL)::INTEGER`,
    )} FROM events`,
  );
  const nSessions = row.map(Number);
  const empty = periods.filter((name, i) => nSessions[i] === 0 && required.includes(name));
  if (
    measured &&
    measured.hasTimes !== false &&
    split.kind === undefined &&
    (empty.length > 0 || lacksBefore(nSessions, measured))
  ) {
    throw await describeOtherDates(sql, split, measured, nSessions);
  }
  if (empty.length > 0) throw await tooSmall(sql, options, empty);
  const { refit = split.kind === undefined ? undefined : false } = options;
  return { ...split, ...(refit === undefined ? {} : { refit }) };
}

function requiredBy({ kind }: SplitOptions): readonly Period[] {
  return kind === 'last' ? ['training', 'validation'] : periods;
}

/** What a log must hold for a model to be measured on it: the test of `last` is another file, or there is none. */
function requiredToMeasure({ kind }: SplitOptions, { period = 'test' }: Measured): readonly Period[] {
  return kind === 'last' ? [] : [period];
}

/** @param nSessions by period */
function lacksBefore(nSessions: readonly number[], { period = 'test', needsBefore = false }: Measured): boolean {
  return needsBefore && nSessions.slice(0, periods.indexOf(period)).every((count) => count === 0);
}

async function divide(sql: Sql, options: SplitOptions): Promise<Split> {
  if (options.kind === 'temporal') {
    return (options.validationFrom ?? options.testFrom) ? readDates(options) : byShares(sql, options);
  }
  const [[end]] = await sql.rows('SELECT max(time)::DOUBLE + 1 FROM events WHERE NOT isTest');
  const testFrom = Number(end ?? 0);
  if (options.kind === 'leave-one-out') return { kind: 'leave-one-out', validationFrom: testFrom, testFrom };
  if (options.sessions === undefined) {
    throw new VitrineError(
      'CONFIG_INVALID',
      'split.kind is "last", expected split.sessions beside it: how many are validation',
    );
  }
  const [first] = await sql.rows(
    `SELECT start::DOUBLE FROM ${sessionStarts} WHERE NOT isTest ORDER BY start DESC LIMIT 1 OFFSET ${options.sessions - 1}`,
  );
  return { kind: 'last', validationFrom: Number(first?.[0] ?? Number.NEGATIVE_INFINITY), testFrom };
}

/** When each session of the log meets its first item; a session of searches alone, when it begins. */
const sessionStarts = `(SELECT shopper, session, isTest,
  coalesce(min(time) FILTER (item IS NOT NULL), min(time)) AS start FROM events GROUP BY shopper, session, isTest)`;

function periodBySession({ validationFrom, testFrom }: Split): string {
  const from = Number.isFinite(validationFrom) ? `start >= ${validationFrom}` : 'true';
  return `SELECT events.*, CASE WHEN isTest OR start >= ${testFrom} THEN 2 WHEN ${from} THEN 1 ELSE 0 END AS period
    FROM events JOIN ${sessionStarts} USING (shopper, session, isTest)`;
}

/** The order of a shopper's events, as `collectShoppers` reads them but for what has no order. */
const inOrder = 'PARTITION BY shopper ORDER BY time, position, file, line';

/** A step takes in the event types that an item is met through in a row, as in `mergeMeetings`. */
const periodByStep = `WITH meetings AS (
    SELECT *, NOT coalesce(item = lag(item) OVER order_ AND session = lag(session) OVER order_
      AND type <> lag(type) OVER order_, false) AS isStep
    FROM events WHERE item IS NOT NULL AND NOT isTest WINDOW order_ AS (${inOrder})),
  numbered AS (SELECT *, sum(isStep::INTEGER) OVER (${inOrder} ROWS UNBOUNDED PRECEDING) AS nth FROM meetings),
  counted AS (SELECT *, max(nth) OVER (PARTITION BY shopper) AS n FROM numbered)
  SELECT * EXCLUDE (isStep, nth, n),
    CASE WHEN n < ${leastForLeaveOneOut} OR nth < n - 1 THEN 0 WHEN nth < n THEN 1 ELSE 2 END AS period FROM counted
  UNION ALL SELECT *, CASE WHEN isTest THEN 2 ELSE 0 END AS period FROM events WHERE item IS NULL OR isTest`;

function readDates({ validationFrom, testFrom }: SplitOptions): Split {
  if (!validationFrom || !testFrom || Date.parse(validationFrom) >= Date.parse(testFrom)) {
    throw new VitrineError(
      'CONFIG_INVALID',
      `split has validationFrom ${validationFrom} and testFrom ${testFrom}, expected both, validation first`,
    );
  }
  return { validationFrom: Date.parse(validationFrom), testFrom: Date.parse(testFrom) };
}

async function byShares(sql: Sql, { validationShare, testShare }: SplitOptions): Promise<Split> {
  const [[validationFrom, testFrom]] = await sql.rows(`SELECT
    quantile_disc(start, ${1 - validationShare - testShare})::DOUBLE, quantile_disc(start, ${1 - testShare})::DOUBLE
    FROM ${sessionStarts} WHERE NOT isTest`);
  return { validationFrom: Number(validationFrom), testFrom: Number(testFrom) };
}

async function tooSmall(sql: Sql, { kind, sessions }: SplitOptions, empty: readonly Period[]): Promise<VitrineError> {
  const [[nSessions, nShoppers]] = await sql.rows(
    'SELECT count(DISTINCT (shopper, session))::INTEGER, count(DISTINCT shopper)::INTEGER FROM events WHERE NOT isTest',
  );
  const total = Number(nSessions);
  const found = `the log's ${total} ${total === 1 ? 'session leaves' : 'sessions leave'} none for ${empty.join(' and ')}`;
  const hint = {
    temporal: `${found}: bring more data, or set split.validationFrom and split.testFrom inside its time`,
    last: `split last:${sessions} takes all of the log's ${total} sessions for validation: give a number below ${total}`,
    'leave-one-out':
      `none of the log's ${nShoppers} shoppers has ${leastForLeaveOneOut} steps, which leave-one-out needs: ` +
      'bring longer histories, or divide the log in time',
  };
  return new VitrineError('DATA_TOO_SMALL', hint[kind]);
}
