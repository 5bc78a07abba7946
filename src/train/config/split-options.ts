import { z } from 'zod';
import { VitrineError } from '../../errors.js';
import { boundedNumber, describeBounds, wholeNumber } from './number-options.js';

/** The ways to divide a log. */
export const splitKinds = ['temporal', 'last', 'leave-one-out'] as const;

/** Dates of a configuration before it are mistakes, ms since 1970. */
export const earliestTime = 0;

/** Dates of a configuration from it on are mistakes, ms since 1970: the year 2100. */
export const latestTime = Date.UTC(2100, 0, 1);

/** More sessions than any log here has. */
const mostSessions = 1_000_000_000;

const isoDate = z.iso
  .date()
  .or(z.iso.datetime({ offset: true }))
  .refine(isLikely, { error: 'expected a date from 1970-01-01 to 2099-12-31' });

/** `split` in vitrine.config.json: how the log is divided, see `Split`. */
export const splitOptions = z.strictObject({
  kind: z.enum(splitKinds).default('temporal'),
  /** `last`: how many of the newest sessions are validation. */
  sessions: wholeNumber(1, mostSessions).optional(),
  /** `temporal`: first day of validation, ISO 8601 in UTC; both dates or neither. */
  validationFrom: isoDate.optional(),
  /** `temporal`: first day of test. */
  testFrom: isoDate.optional(),
  /** `temporal` without dates: the share of the sessions, by time, that is validation. */
  validationShare: boundedNumber(0.001, 0.5).default(0.1),
  /** `temporal` without dates: the share of the sessions that is test, the newest. */
  testShare: boundedNumber(0.001, 0.5).default(0.1),
  /**
   * Whether what is shipped learns from validation, too, once validation has chosen the epochs: anew for as many, or with
   * `continue` by going on for `training.refitEpochs`.
   */
  refit: z.union([z.boolean(), z.literal('continue')], { error: 'expected true, false or "continue"' }).optional(),
});

export type SplitOptions = z.infer<typeof splitOptions>;

/**
 * Parses the `--split` option.
 *
 * @throws VitrineError `OPTION_INVALID` for a split that there is not, or a count that is no whole number from 1
 * @example parseSplit('last:16000') // { kind: 'last', sessions: 16000 }
 */
export function parseSplit(text: string): Pick<SplitOptions, 'kind' | 'sessions'> {
  if (text === 'temporal' || text === 'leave-one-out') return { kind: text };
  const [kind, count, ...more] = text.split(':');
  if (kind !== 'last' || more.length > 0) {
    throw new VitrineError(
      'OPTION_INVALID',
      `there is no split "${text}", expected one of: temporal, last:N, leave-one-out`,
    );
  }
  const sessions = Number(count);
  if (!/^\d+$/.test(count ?? '') || sessions < 1 || sessions > mostSessions) {
    throw new VitrineError(
      'OPTION_INVALID',
      `--split is "${text}", expected how many sessions are validation, ` +
        `${describeBounds(1, mostSessions)}, such as last:16000`,
    );
  }
  return { kind, sessions };
}

/** A date outside of these years is a slip of the keyboard: no shop has such a log. */
function isLikely(date: string): boolean {
  const time = Date.parse(date);
  return time >= earliestTime && time < latestTime;
}
