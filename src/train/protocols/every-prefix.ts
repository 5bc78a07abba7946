import type { SessionOfShopper } from '../dataset/session-of-shopper.js';
import type { EvaluationCase } from './evaluation-case.js';
import { knownUntil } from './known-until.js';

/**
 * The next item after every prefix of every session; a session's first item is given, never asked for.
 */
export function everyPrefixCases(sessions: readonly SessionOfShopper[]): EvaluationCase[] {
  return sessions.flatMap((session) =>
    session.steps.flatMap((target, i) =>
      i < Math.max(1, session.nGiven ?? 0)
        ? []
        : [{ ...knownUntil(session, session.steps.slice(0, i)), targets: [target.item] }],
    ),
  );
}
