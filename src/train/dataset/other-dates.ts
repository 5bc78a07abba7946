import { VitrineError } from '../../errors.js';
import type { Sql } from '../files/duckdb.js';
import { describeTime } from '../log/timestamp.js';
import type { Split } from './dataset.js';
import type { Measured } from './measured.js';

/**
 * Returns the error of a log of other dates than the model's: it has no session in the period that the model is to be measured on,
 * or none before it. The error tells the dates of the model, those of the log, and which log or option fits.
 *
 * @param nSessions of the log, by period
 */
export async function describeOtherDates(
  sql: Sql,
  { validationFrom, testFrom }: Pick<Split, 'validationFrom' | 'testFrom'>,
  { period = 'test', needsBefore = false, learnedFrom = [] }: Measured,
  [nTraining, nValidation, nTest]: readonly number[],
): Promise<VitrineError> {
  const [[first, last]] = await sql.rows('SELECT min(time)::DOUBLE, max(time)::DOUBLE FROM events');
  const n = { validation: nValidation, test: nTest };
  const nBefore = { validation: nTraining, test: nTraining + nValidation };
  const other = period === 'test' ? 'validation' : 'test';
  const isOtherFit = n[other] > 0 && (!needsBefore || nBefore[other] > 0);
  const lacking = n[period] === 0 ? `no session of it is ${period}` : `all of it is ${period}, and nothing before`;
  const files = learnedFrom.length > 0 ? ` (the model learned from ${learnedFrom.join(', ')})` : '';
  const hints = [
    `give the log of ${n[period] === 0 ? 'that time' : 'the time before, too'}${files}`,
    ...(isOtherFit ? [`measure on ${other}, of which this log has sessions (--period ${other})`] : []),
    'divide this log anew, by split.validationFrom and split.testFrom inside its dates (--config)',
  ];
  return new VitrineError(
    'DATA_TOO_SMALL',
    `the model's validation is from ${describeTime(validationFrom)} to ${describeTime(testFrom)} and its test from there on, and the ` +
      `log is from ${describeTime(Number(first))} to ${describeTime(Number(last))}: ${lacking}; ${hints.join(', or ')}`,
  );
}
