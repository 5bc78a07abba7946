import type { Step } from '../../sequence/step.js';
import { divideSteps, type EvaluationCase } from '../protocols/evaluation-case.js';

/** What counts how much of what a shopper did; a type, so that it can be part of a baseline's options. */
export type QuestionOptions = {
  /** How much an item of the current session counts beside the one met after it: 1 all alike, 0 the last one alone. */
  readonly decay: number;
  /** What the items of all earlier sessions count beside those of the current one; 0 leaves them out. */
  readonly historyWeight: number;
};

/** Items with what each counts. */
export interface WeighedItems {
  readonly items: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The items that a question speaks of: those of the current session, each once, where it was met last, their weights
 * summing to 1; and those of the earlier sessions, alike, summing to `historyWeight`. Where the current session holds
 * nothing yet, the last one stands in for it.
 */
export function weighItems(
  question: EvaluationCase,
  { decay, historyWeight }: QuestionOptions,
): { current: WeighedItems; earlier: WeighedItems } {
  const { earlier, current } = divideSteps(question);
  const recent = distinctLast(current.length > 0 ? current : lastSession(earlier));
  const raw = recent.map((_, i) => decay ** (recent.length - 1 - i));
  const total = raw.reduce((a, b) => a + b, 0);
  const before = historyWeight > 0 ? distinctLast(earlier) : [];
  return {
    current: { items: recent, weights: raw.map((weight) => weight / total) },
    earlier: { items: before, weights: before.map(() => historyWeight / before.length) },
  };
}

/** The items in the order in which they were met last. */
function distinctLast(steps: readonly Step[]): number[] {
  return [...new Set(steps.map(({ item }) => item).reverse())].reverse();
}

function lastSession(steps: readonly Step[]): Step[] {
  const last = steps.at(-1)?.session;
  return steps.filter(({ session }) => session === last);
}
