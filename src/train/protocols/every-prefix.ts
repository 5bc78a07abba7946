import type { EvaluationCase } from './evaluation-case.js';
import { knownUntil } from './known-until.js';
import type { SessionOfShopper } from './sessions.js';

/**
 * The next item after every prefix of every session; a session's first item is given, never asked for.
 */
export function everyPrefixCases(sessions: readonly SessionOfShopper[]): EvaluationCase[] {
  return sessions.flatMap((session) =>
    session.steps.slice(1).map((target, i) => ({
      ...knownUntil(session, session.steps.slice(0, i + 1)),
      targets: [target.item],
    })),
  );
}
