import type { Query } from '../../sequence/query.js';
import type { Step } from '../../sequence/step.js';

/** One question that every method is asked: given what the shopper did, which items come next? */
export interface EvaluationCase {
  /** Whose case it is: intervals resample shoppers, never cases. */
  readonly shopperId: string;
  /** What is known, oldest first; without `newSessionAt` the last step's session is the current one. */
  readonly steps: readonly Step[];
  /** What the shopper searched for until then, oldest first. */
  readonly queries?: readonly Query[];
  /** When given, the shopper has just come back, at this time (ms since 1970), and did nothing yet. */
  readonly newSessionAt?: number;
  /** Rows of the items to find, each once; -1 stands for an item outside the vocabulary, which every method misses. */
  readonly targets: readonly number[];
  /** Rows that the question rules out: they are no candidates, whatever a method thinks of them. */
  readonly excluded?: readonly number[];
  /** When given, the only candidates, in the shop's order: a method reorders this page. */
  readonly page?: readonly number[];
}

/**
 * Takes everything but the candidates out of the race, in place: nothing ranks below it.
 *
 * On a page, what a method scores alike stays in the shop's order, as when the page is reordered; the scores become the
 * places from the end, -1 for the first, and a NaN stays one.
 */
export function rankCandidatesOnly(scores: Float32Array, { excluded = [], page }: EvaluationCase): Float32Array {
  for (const item of excluded) scores[item] = Number.NEGATIVE_INFINITY;
  if (!page) return scores;
  const isRuledOut = new Set(excluded);
  const candidates = page.filter((item) => !isRuledOut.has(item));
  const valued = candidates.filter((item) => !Number.isNaN(scores[item])).sort((a, b) => scores[b] - scores[a]);
  scores.fill(Number.NEGATIVE_INFINITY);
  for (const item of candidates) scores[item] = Number.NaN;
  valued.forEach((item, place) => {
    scores[item] = -1 - place;
  });
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
