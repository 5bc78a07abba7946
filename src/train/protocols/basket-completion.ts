import type { Random } from '../../random.js';
import type { Step } from '../../sequence/step.js';
import type { SessionOfShopper } from '../dataset/session-of-shopper.js';
import type { EvaluationCase } from './evaluation-case.js';
import { knownUntil } from './known-until.js';

const minItems = 2;
const maxItems = 100;

/**
 * One random item held out of each session of 2 to 100 distinct items, given the others and the sessions before.
 *
 * The items that are given are no candidates: the basket holds them already. For logs whose sessions carry one timestamp (invoices): the order of their lines is no behaviour.
 */
export function basketCompletionCases(sessions: readonly SessionOfShopper[], random: Random): EvaluationCase[] {
  return sessions.flatMap((session) => {
    const basket = distinctItems(session.steps);
    if (basket.length < minItems || basket.length > maxItems) return [];
    const [target] = basket.splice(random.integer(basket.length), 1);
    const given = knownUntil(session, basket, target);
    return [{ ...given, targets: [target.item], excluded: basket.map(({ item }) => item).filter((item) => item >= 0) }];
  });
}

/** The first step to each item; every step outside the vocabulary counts as an item of its own. */
function distinctItems(steps: readonly Step[]): Step[] {
  const seen = new Set<number>();
  return steps.filter(({ item }) => {
    if (item < 0) return true;
    return !seen.has(item) && seen.add(item);
  });
}
