import type { EvaluationCase } from '../protocols/evaluation-case.js';

/** One or more methods that answer the same cases in one run. */
export interface MethodScorer {
  /** What a table calls them. */
  readonly methods: readonly string[];
  /** What they were fitted with. */
  readonly options?: Readonly<Record<string, number | string | boolean>>;
  /**
   * Answers cases one after the other, in their order, with each method's score of every item, [nItems]. The caller
   * may change the arrays, and keeps none of them once it has asked for the next case.
   */
  score(cases: readonly EvaluationCase[]): Iterable<readonly Float32Array[]>;
}
