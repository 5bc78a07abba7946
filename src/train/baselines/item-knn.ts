import type { Step } from '../../sequence/step.js';
import { divideSteps } from '../protocols/evaluation-case.js';
import type { Baseline, BaselineInput } from './baseline.js';
import { type Neighbours, sessionNeighbours } from './session-neighbours.js';

export interface ItemKnnOptions {
  /** What the items of earlier sessions count beside those of the current one; 0 leaves them out. */
  readonly historyWeight: number;
}

/**
 * The items that shared most sessions with the current session's items, by cosine:
 *
 *     score(i) = mean over items a of the session of cos(a, i)
 *              + historyWeight * mean over items a of the earlier sessions of cos(a, i)
 *
 * where cos(a, b) = sessions with both / sqrt(sessions with a * sessions with b). An item met in an earlier session is
 * its own neighbour (cosine 1), one of the current session is not. Where the current session holds nothing yet, the
 * last one stands in for it.
 *
 * @see Linden, Smith and York 2003, doi:10.1109/MIC.2003.1167344
 */
export function itemKnn({ shoppers, nItems }: BaselineInput, { historyWeight }: ItemKnnOptions): Baseline {
  const sessions = shoppers.flatMap(({ steps }) => sessionsOf(steps));
  const neighboursOf = sessionNeighbours(sessions, nItems);
  return (question) => {
    const { earlier, current } = divideSteps(question);
    const scores = new Float32Array(nItems);
    const recent = current.length > 0 ? current : lastSession(earlier);
    addNeighbours(scores, neighboursOf, distinct(recent), 1);
    if (historyWeight > 0) {
      const items = distinct(earlier);
      addNeighbours(scores, neighboursOf, items, historyWeight);
      for (const item of items) scores[item] += historyWeight / items.length;
    }
    return scores;
  };
}

/** Adds the mean similarity of some items to every item. */
function addNeighbours(
  scores: Float32Array,
  neighboursOf: (item: number) => Neighbours,
  from: readonly number[],
  weight: number,
): void {
  for (const item of from) {
    const { items, cosines } = neighboursOf(item);
    for (let i = 0; i < items.length; i++) scores[items[i]] += (weight / from.length) * cosines[i];
  }
}

function sessionsOf(steps: readonly Step[]): number[][] {
  const sessions = new Map<number, Set<number>>();
  for (const { item, session } of steps) sessions.set(session, (sessions.get(session) ?? new Set()).add(item));
  return [...sessions.values()].map((items) => [...items]);
}

function lastSession(steps: readonly Step[]): Step[] {
  const last = steps.at(-1)?.session;
  return steps.filter(({ session }) => session === last);
}

function distinct(steps: readonly Step[]): number[] {
  return [...new Set(steps.map(({ item }) => item))];
}
