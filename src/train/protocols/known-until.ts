import { leadsTo } from '../../sequence/query.js';
import type { Step } from '../../sequence/step.js';
import type { SessionOfShopper } from '../dataset/session-of-shopper.js';
import type { EvaluationCase } from './evaluation-case.js';

/**
 * What a method may know when a part of a session is given. Where no given item is in the vocabulary, the session has
 * begun without a word.
 *
 * @param target the step that is asked for, by default the one after those given: searches that led to it are known
 */
export function knownUntil(
  { shopper, steps, earlier }: SessionOfShopper,
  given: readonly Step[],
  target: Step = steps[given.length],
): Omit<EvaluationCase, 'targets'> {
  const known = given.filter(({ item }) => item >= 0);
  return {
    shopperId: shopper.id,
    steps: [...earlier, ...known],
    ...(shopper.queries ? { queries: shopper.queries.filter((query) => leadsTo(query, target)) } : {}),
    ...(known.length === 0 ? { newSessionAt: steps[0].time } : {}),
  };
}
