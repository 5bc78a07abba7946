import type { SessionOfShopper } from '../dataset/session-of-shopper.js';
import type { EvaluationCase } from './evaluation-case.js';

/**
 * All items of each known shopper's first session of the period, given the sessions before it alone.
 */
export function nextBasketCases(sessions: readonly SessionOfShopper[]): EvaluationCase[] {
  const seen = new Set<string>();
  return sessions.flatMap(({ shopper, steps, earlier }) => {
    const isFirst = !seen.has(shopper.id);
    seen.add(shopper.id);
    if (!isFirst || earlier.length === 0) return [];
    const known = new Set(steps.map(({ item }) => item).filter((item) => item >= 0));
    const unknown = steps.filter(({ item }) => item < 0).map(({ item }) => item);
    const queries = shopper.queries?.filter(({ session }) => session < steps[0].session);
    return [
      {
        shopperId: shopper.id,
        steps: earlier,
        ...(queries ? { queries } : {}),
        newSessionAt: steps[0].time,
        targets: [...known, ...unknown],
      },
    ];
  });
}
