import type { SessionOfShopper } from '../dataset/session-of-shopper.js';
import type { EvaluationCase } from './evaluation-case.js';
import { knownUntil } from './known-until.js';

/**
 * The last item of each shopper, given all before it; it may be the first of its session.
 *
 * @param sessions one a shopper, ending in the item that is asked for
 */
export function leaveOneOutCases(sessions: readonly SessionOfShopper[]): EvaluationCase[] {
  return sessions.map((session) => ({
    ...knownUntil(session, session.steps.slice(0, -1)),
    targets: [session.steps[session.steps.length - 1].item],
  }));
}
