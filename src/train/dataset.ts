import type { Catalog } from '../encoder/manifest.js';
import type { Step } from '../sequence/step.js';
import type { Vocabulary } from '../sequence/vocabulary.js';

/** One shopper's whole cleaned history, oldest first; steps that share a session and a time are shuffled by seed. */
export interface Shopper {
  readonly id: string;
  readonly steps: readonly Step[];
  /** Held-out steps to items outside the vocabulary (`item` is -1): targets that every method misses. */
  readonly unknownSteps?: readonly Step[];
}

/** A cleaned event log, ready to train on and to evaluate with. */
export interface Dataset {
  /** The items met in the training period often enough to learn from. */
  readonly vocabulary: Vocabulary;
  readonly catalog: Catalog;
  readonly shoppers: readonly Shopper[];
  /** The pause that splits sessions, in ms; also written into the model. */
  readonly sessionGapMs: number;
  readonly split: TemporalSplit;
}

/**
 * Where time divides the log, ms since 1970. A session belongs to the period its first step falls in:
 * training before `validationFrom`, validation before `testFrom`, test from there on.
 */
export interface TemporalSplit {
  readonly validationFrom: number;
  readonly testFrom: number;
}
