import type { Catalog, Privacy } from '../../encoder/artifact/manifest.js';
import type { Query } from '../../sequence/query.js';
import type { Step } from '../../sequence/step.js';
import type { Vocabulary } from '../../sequence/vocabulary.js';
import type { splitKinds } from '../config/split-options.js';

/** One shopper's whole cleaned history, oldest first; steps that share a session and a time are shuffled by seed. */
export interface Shopper {
  readonly id: string;
  readonly steps: readonly Step[];
  /** Held-out steps to items outside the vocabulary (`item` is below 0): targets that every method misses. */
  readonly unknownSteps?: readonly Step[];
  /** What the shopper searched for, oldest first; a model that reads no text passes over it. */
  readonly queries?: readonly Query[];
  /** The session from which on everything comes from a file that the model is measured on, and nothing from before. */
  readonly firstTestSession?: number;
}

/** A cleaned event log, ready to train on and to evaluate with. */
export interface Dataset {
  /** The items met in the training period often enough to learn from. */
  readonly vocabulary: Vocabulary;
  readonly catalog: Catalog;
  readonly shoppers: readonly Shopper[];
  /** The pause that splits sessions, in ms; also written into the model. */
  readonly sessionGapMs: number;
  /**
   * False where the log has only an order: times are made up then, a second a row, so that nothing may be read from
   * them (no recency, no gaps) but the order. True where it is absent.
   */
  readonly hasTimes?: boolean;
  readonly split: Split;
  /** The rule that the vocabulary was chosen by, and that a model of it follows; without it the rule is off. */
  readonly privacy?: Privacy;
}

/**
 * How a log is divided into training, validation and test; `trainingPart`, `refitPart` and `heldOutSessions` read it.
 *
 * - `temporal`: a session belongs to the period its first step falls in: training before `validationFrom`, validation
 *   before `testFrom`, test from there on.
 * - `last`: the same, where validation is the last sessions of the log and the test is another file.
 * - `leave-one-out`: each shopper's last step is the test, the one before it the validation, and training ends before
 *   that; both times are the end of the log.
 */
export interface Split {
  /** `temporal` where it is absent. */
  readonly kind?: (typeof splitKinds)[number];
  /** ms since 1970. */
  readonly validationFrom: number;
  /** ms since 1970; the end of the log where no session of it is test. */
  readonly testFrom: number;
  /**
   * Whether what is shipped learns from validation, too: anew (`true`), or by going on for `training.refitEpochs`
   * (`continue`, and what a temporal split does that leaves it open).
   */
  readonly refit?: boolean | 'continue';
}
