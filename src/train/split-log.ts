import { VitrineError } from '../errors.js';
import type { TrainConfig } from './config.js';
import type { Split } from './dataset.js';
import type { Sql } from './duckdb.js';

const periods = ['training', 'validation', 'test'] as const;

/** A part of the log's time, see `Split`. */
export type Period = (typeof periods)[number];

/**
 * Decides where time divides the log: at the configured dates, or so that the newest shares of the sessions are held out.
 *
 * @throws VitrineError `CONFIG_INVALID` for one date without the other or dates in the wrong order, `DATA_TOO_SMALL` when a
 * period that is required is left without a session
 */
export async function splitLog(
  sql: Sql,
  options: TrainConfig['split'],
  required: readonly Period[] = periods,
): Promise<Split> {
  const split = (options.validationFrom ?? options.testFrom) ? readDates(options) : await byShares(sql, options);
  const [row] = await sql.rows(`SELECT count(*) FILTER (start < ${split.validationFrom})::INTEGER,
    count(*) FILTER (start >= ${split.validationFrom} AND start < ${split.testFrom})::INTEGER,
    count(*) FILTER (start >= ${split.testFrom})::INTEGER FROM ${sessionStarts}`);
  const empty = periods.filter((period, i) => row[i] === 0 && required.includes(period));
  if (empty.length > 0) {
    const total = Number(row[0]) + Number(row[1]) + Number(row[2]);
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `the log's ${total} ${total === 1 ? 'session leaves' : 'sessions leave'} none for ${empty.join(' and ')}: ` +
        'bring more data, or set split.validationFrom and split.testFrom inside its time',
    );
  }
  return split;
}

const sessionStarts = '(SELECT min(time) AS start FROM events GROUP BY shopper, session)';

function readDates({ validationFrom, testFrom }: TrainConfig['split']): Split {
  if (!validationFrom || !testFrom || Date.parse(validationFrom) >= Date.parse(testFrom)) {
    throw new VitrineError(
      'CONFIG_INVALID',
      `split has validationFrom ${validationFrom} and testFrom ${testFrom}, expected both, validation first`,
    );
  }
  return { validationFrom: Date.parse(validationFrom), testFrom: Date.parse(testFrom) };
}

async function byShares(sql: Sql, { validationShare, testShare }: TrainConfig['split']): Promise<Split> {
  const [[validationFrom, testFrom]] = await sql.rows(`SELECT
    quantile_disc(start, ${1 - validationShare - testShare})::DOUBLE, quantile_disc(start, ${1 - testShare})::DOUBLE
    FROM ${sessionStarts}`);
  return { validationFrom: Number(validationFrom), testFrom: Number(testFrom) };
}
