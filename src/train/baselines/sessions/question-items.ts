import type { Step } from '../../../sequence/step.js';
import { divideSteps, type EvaluationCase } from '../../protocols/evaluation-case.js';

/** What counts how much of what a shopper did; a type, so that it can be part of a baseline's options. */
export type QuestionOptions = {
  /** How much an item of the current session counts beside the one met after it: 1 all alike, 0 the last one alone. */
  readonly decay: number;
  /** What the items of all earlier sessions count beside those of the current one; 0 leaves them out. */
  readonly historyWeight: number;
  /** What it counts for an item that it was met in an earlier session, times log(1 + how many times). */
  readonly knownWeight: number;
};

/** Items with what each counts. */
export interface WeighedItems {
  readonly items: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The items that a question speaks of: those of the current session, each once, where it was met last, their weights
 * summing to 1; those of the earlier sessions, alike, summing to `historyWeight`; and these again by how often they were
 * met. Where the current session holds nothing yet, the last one stands in for it.
 */
export function weighItems(
  question: EvaluationCase,
  { decay, historyWeight, knownWeight }: QuestionOptions,
): { current: WeighedItems; earlier: WeighedItems; known: WeighedItems } {
  const { earlier, current } = divideSteps(question);
  const recent = distinctLast(current.length > 0 ? current : lastSession(earlier));
  const raw = recent.map((_, i) => decay ** (recent.length - 1 - i));
  const total = raw.reduce((a, b) => a + b, 0);
  const before = historyWeight > 0 ? distinctLast(earlier) : [];
  return {
    current: { items: recent, weights: raw.map((weight) => weight / total) },
    earlier: { items: before, weights: before.map(() => historyWeight / before.length) },
    known: knownWeight > 0 ? weighKnown(earlier, knownWeight) : { items: [], weights: [] },
  };
}

function weighKnown(steps: readonly Step[], knownWeight: number): WeighedItems {
  const times = new Map<number, number>();
  for (const { item } of steps) times.set(item, (times.get(item) ?? 0) + 1);
  return { items: [...times.keys()], weights: [...times.values()].map((n) => knownWeight * Math.log1p(n)) };
}

/** The items in the order in which they were met last. */
function distinctLast(steps: readonly Step[]): number[] {
  return [...new Set(steps.map(({ item }) => item).reverse())].reverse();
}

function lastSession(steps: readonly Step[]): Step[] {
  const last = steps.at(-1)?.session;
  return steps.filter(({ session }) => session === last);
}

/** Adds to the scores of some items what they count, in place. */
export function addItems(scores: Float32Array, { items, weights }: WeighedItems): void {
  items.forEach((item, i) => {
    scores[item] += weights[i];
  });
}
