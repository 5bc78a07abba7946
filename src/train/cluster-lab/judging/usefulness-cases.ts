import { createRandom } from '../../../random.js';
import type { Dataset } from '../../dataset/dataset.js';
import { heldOutSessions } from '../../dataset/held-out-sessions.js';
import { isUnorderedLog } from '../../dataset/unordered-log.js';
import { basketCompletionCases } from '../../protocols/basket-completion.js';
import type { EvaluationCase } from '../../protocols/evaluation-case.js';
import { lastItemCases } from '../../protocols/last-item.js';
import { leaveOneOutCases } from '../../protocols/leave-one-out.js';
import { nextBasketCases } from '../../protocols/next-basket.js';

/** Where a ranking is asked for. */
export const situations = ['in a session', 'new session', 'short history'] as const;

export type Situation = (typeof situations)[number];

/** Steps that a short history has at most. */
const shortLength = 2;

/**
 * Questions to a ranking about a held-out period, by situation; those without a known step or a known target are left
 * out.
 *
 * - `in a session`: how a session goes on, given it and all before (its last item; a random one where the items of a
 *   session have no order)
 * - `new session`: what a known shopper meets in their next session, given those before it alone
 * - `short history`: as `in a session`, from the last one or two steps alone, as if the shopper had never been here
 *
 * @param maxCases of each situation, a random sample
 */
export function usefulnessCases(
  dataset: Pick<Dataset, 'shoppers' | 'split'>,
  period: 'validation' | 'test',
  maxCases: number,
  seed: number,
): Readonly<Record<Situation, readonly EvaluationCase[]>> {
  const random = createRandom(seed);
  const sessions = heldOutSessions(dataset, period);
  const isLeaveOneOut = dataset.split.kind === 'leave-one-out';
  const within = isLeaveOneOut
    ? leaveOneOutCases(sessions)
    : isUnorderedLog(dataset.shoppers)
      ? basketCompletionCases(sessions, random)
      : lastItemCases(sessions);
  const sample = (cases: readonly EvaluationCase[]) =>
    random
      .shuffle(cases.filter(({ steps, targets }) => steps.length > 0 && targets.some((target) => target >= 0)))
      .slice(0, maxCases);
  const going = sample(within);
  return {
    'in a session': going,
    'new session': isLeaveOneOut ? [] : sample(nextBasketCases(sessions)),
    'short history': going.filter(({ newSessionAt }) => newSessionAt === undefined).map(forgetHistory),
  };
}

/** Keeps the last one step of every other case, the last two of the rest. */
function forgetHistory({ shopperId, steps, targets }: EvaluationCase, i: number): EvaluationCase {
  const session = steps[steps.length - 1].session;
  const kept = steps.filter((step) => step.session === session).slice(-(1 + (i % shortLength)));
  return {
    shopperId,
    steps: kept,
    targets,
    excluded: kept.map(({ item }) => item).filter((item) => item !== targets[0]),
  };
}
