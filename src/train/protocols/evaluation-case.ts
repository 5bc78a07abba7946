import type { Step } from '../../sequence/step.js';

/** One question that every method is asked: given what the shopper did, which items come next? */
export interface EvaluationCase {
  /** Whose case it is: intervals resample shoppers, never cases. */
  readonly shopperId: string;
  /** What is known, oldest first; without `newSessionAt` the last step's session is the current one. */
  readonly steps: readonly Step[];
  /** When given, the shopper has just come back, at this time (ms since 1970), and did nothing yet. */
  readonly newSessionAt?: number;
  /** Rows of the items to find, each once; -1 stands for an item outside the vocabulary, which every method misses. */
  readonly targets: readonly number[];
  /** Rows that the question rules out: they are no candidates, whatever a method thinks of them. */
  readonly excluded?: readonly number[];
}

/** Takes the excluded items out of the candidates, in place: nothing ranks below them. */
export function rankCandidatesOnly(scores: Float32Array, { excluded = [] }: EvaluationCase): Float32Array {
  for (const item of excluded) scores[item] = Number.NEGATIVE_INFINITY;
  return scores;
}

/**
 * The steps of a case apart: those of the current session, and those of all sessions before it.
 */
export function divideSteps({ steps, newSessionAt }: EvaluationCase): { earlier: Step[]; current: Step[] } {
  const session = newSessionAt === undefined ? steps.at(-1)?.session : undefined;
  return {
    earlier: steps.filter((step) => step.session !== session),
    current: steps.filter((step) => step.session === session),
  };
}
