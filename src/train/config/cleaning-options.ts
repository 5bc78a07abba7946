import { z } from 'zod';
import { boundedNumber, wholeNumber } from './number-options.js';

/** `clean` in vitrine.config.json: what is no shopping behaviour, and from where on data is too thin to learn from. */
export const cleaningOptions = z.strictObject({
  /** Texts that say that a cell has no value, in any case, beside `(not set)`, `NULL`, `NA`, `None`, `\\N` and the like. */
  missingValues: z.array(z.string().min(1).max(64)).max(100).default([]),
  /** A session id that matches is a cancellation (RE2, whole id). `null` switches the rule off. */
  cancelledSessions: z.string().nullable().default('C[0-9]+'),
  /** An item id that matches is no product but postage, a fee or a correction (RE2, whole id). `null` switches it off. */
  nonProductItems: z
    .string()
    .nullable()
    .default('(?i)(post|postage|shipping|delivery|carriage|discount|manual|fee|bank charges|gift ?card|sample|test)'),
  /** Keep events without a user id, each session as a shopper of its own, where the log has a user column. */
  keepAnonymous: z.boolean().default(false),
  /** What ends a session: another session id, where the log has one, or a pause whatever the ids say. */
  splitSessionsBy: z.enum(['id', 'gap']).default('id'),
  /** The pause that ends a session where the log has no session id; also how the browser splits sessions. */
  sessionGapMinutes: boundedNumber(0.1, 10_080).default(30),
  /** Sessions with more events are taken for bots. */
  maxSessionEvents: wholeNumber(1, 1_000_000).default(500),
  /** Sessions of 20 moments or more that keep up this many moments a minute are taken for bots. */
  maxMomentsPerMinute: boundedNumber(0.1, 60_000).default(40),
  /** Items met less often in the training period are left out: their embedding could not be learned. */
  minItemCount: wholeNumber(1, 1_000_000).default(5),
  /**
   * Where items are counted: in what is learned from, or in the whole log, validation and test included, as published
   * protocols do that rank every item of a data set.
   */
  vocabularyFrom: z.enum(['training', 'log']).default('training'),
  /** Sessions with fewer events are left out, unless their shopper has others. */
  minSessionEvents: wholeNumber(1, 1000).default(2),
});

export type CleaningOptions = z.infer<typeof cleaningOptions>;
