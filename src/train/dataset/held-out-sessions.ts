import type { Step } from '../../sequence/step.js';
import type { Dataset, Shopper } from './dataset.js';
import { leastForLeaveOneOut } from './dataset-part.js';
import type { SessionOfShopper } from './session-of-shopper.js';
import { stepsInOrder } from './steps-in-order.js';

/**
 * The sessions to predict in, by shopper, oldest first.
 *
 * Leave-one-out gives a session a shopper, which ends in the step that is asked for: the others of it are given
 * (`nGiven`). In test the step that was asked for in validation is among them.
 */
export function heldOutSessions(
  { shoppers, split }: Pick<Dataset, 'shoppers' | 'split'>,
  period: 'validation' | 'test',
): SessionOfShopper[] {
  if (split.kind === 'leave-one-out') {
    return shoppers.flatMap((shopper) => sessionLeftOut(shopper, period === 'validation' ? 2 : 1));
  }
  const { validationFrom, testFrom } = split;
  return shoppers.flatMap((shopper) => {
    const fromFile = shopper.firstTestSession ?? Number.POSITIVE_INFINITY;
    const isTest = ({ session, time }: Step) => session >= fromFile || time >= testFrom;
    const isAsked = (first: Step) =>
      period === 'test' ? isTest(first) : first.time >= validationFrom && !isTest(first);
    return sessionsOf(shopper).filter(({ steps }) => isAsked(steps[0]));
  });
}

/** All sessions of a shopper, each with what came before it. */
function sessionsOf(shopper: Shopper): SessionOfShopper[] {
  const sessions: SessionOfShopper[] = [];
  const all = stepsInOrder(shopper);
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && all[to].session === all[from].session) to++;
    sessions.push(sessionFrom(shopper, all, from, to));
    from = to;
  }
  return sessions;
}

/** The session that ends in the step `nth` from the end. */
function sessionLeftOut(shopper: Shopper, nth: number): SessionOfShopper[] {
  const all = stepsInOrder(shopper);
  if (all.length < leastForLeaveOneOut) return [];
  const target = all.length - nth;
  const from = all.findIndex(({ session }) => session === all[target].session);
  return [{ ...sessionFrom(shopper, all, from, target + 1), nGiven: target - from }];
}

function sessionFrom(shopper: Shopper, all: readonly Step[], from: number, to: number): SessionOfShopper {
  return { shopper, steps: all.slice(from, to), earlier: all.slice(0, from).filter(({ item }) => item >= 0) };
}
