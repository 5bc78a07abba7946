import type { SessionOfShopper } from '../dataset/session-of-shopper.js';
import type { EvaluationCase } from './evaluation-case.js';
import { knownUntil } from './known-until.js';

/** The last item of every session of two steps or more, given all before it. */
export function lastItemCases(sessions: readonly SessionOfShopper[]): EvaluationCase[] {
  return sessions
    .filter(({ steps }) => steps.length > 1)
    .map((session) => ({
      ...knownUntil(session, session.steps.slice(0, -1)),
      targets: [session.steps[session.steps.length - 1].item],
    }));
}
