import type { Step } from '../../sequence/step.js';
import { type CooccurrenceRow, cooccurrences } from '../cooccurrences.js';
import { divideSteps } from '../protocols/evaluation-case.js';
import type { Baseline, BaselineInput } from './baseline.js';

export interface ItemKnnOptions {
  /** What the items of earlier sessions count beside those of the current one; 0 leaves them out. */
  readonly historyWeight: number;
}

/**
 * The items that shared most sessions with the current session's items, by cosine; with history, also with those of
 * the shopper's earlier sessions. Where the session has just begun, history alone speaks.
 *
 * The items that the current session holds already are no candidates.
 *
 * @see Linden, Smith and York 2003, doi:10.1109/MIC.2003.1167344
 */
export function itemKnn({ shoppers, nItems }: BaselineInput, { historyWeight }: ItemKnnOptions): Baseline {
  const rows = cooccurrences(
    shoppers.flatMap(({ steps }) => sessionsOf(steps)),
    nItems,
    nItems,
  );
  return (question) => {
    const { earlier, current } = divideSteps(question);
    const scores = new Float32Array(nItems);
    addNeighbours(scores, rows, distinct(current), 1);
    if (historyWeight > 0) addNeighbours(scores, rows, distinct(earlier), historyWeight);
    for (const { item } of current) scores[item] = Number.NEGATIVE_INFINITY;
    return scores;
  };
}

/** Adds the mean similarity of some items to every item. */
function addNeighbours(scores: Float32Array, rows: readonly CooccurrenceRow[], items: number[], weight: number): void {
  for (const item of items) {
    const { items: others, counts, total } = rows[item];
    for (let i = 0; i < others.length; i++) {
      scores[others[i]] += ((weight / items.length) * counts[i]) / Math.sqrt(total * rows[others[i]].total);
    }
  }
}

function sessionsOf(steps: readonly Step[]): number[][] {
  const sessions = new Map<number, Set<number>>();
  for (const { item, session } of steps) sessions.set(session, (sessions.get(session) ?? new Set()).add(item));
  return [...sessions.values()].map((items) => [...items]);
}

function distinct(steps: readonly Step[]): number[] {
  return [...new Set(steps.map(({ item }) => item))];
}
