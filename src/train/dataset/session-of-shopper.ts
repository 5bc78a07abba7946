import type { Step } from '../../sequence/step.js';
import type { Shopper } from './dataset.js';

/** One session of a shopper, with all that came before it. */
export interface SessionOfShopper {
  readonly shopper: Shopper;
  /** The session's steps, oldest first; an item outside the vocabulary is -1. */
  readonly steps: readonly Step[];
  /** Steps to known items of the sessions before, oldest first. */
  readonly earlier: readonly Step[];
  /** How many of the session's first steps are known whatever is asked for; none where it is absent. */
  readonly nGiven?: number;
}
