import type { Shopper } from '../dataset.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';

/** What a baseline learns from: the shoppers' steps before the evaluated period. */
export interface BaselineInput {
  readonly shoppers: readonly Shopper[];
  /** ms since 1970, where the evaluated period begins. */
  readonly until: number;
  readonly nItems: number;
}

/**
 * A method without an encoder, fitted.
 *
 * @returns the score of every item, [nItems]; the caller may keep and change it
 */
export type Baseline = (question: EvaluationCase) => Float32Array;
