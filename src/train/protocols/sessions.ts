import type { Step } from '../../sequence/step.js';
import type { Shopper } from '../dataset.js';

/** A stretch of time, ms since 1970: `from` is in it, `to` is not. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** One session of a shopper, with all that came before it. */
export interface SessionOfShopper {
  readonly shopper: Shopper;
  /** The session's steps, oldest first; an item outside the vocabulary is -1. */
  readonly steps: readonly Step[];
  /** Steps to known items of the sessions before, oldest first. */
  readonly earlier: readonly Step[];
  /** How many of the session's first steps are known whatever is asked for; none where it is absent. */
  readonly nGiven?: number;
}

/** The sessions that begin in a time span, by shopper, oldest first. */
export function sessionsWithin(shoppers: readonly Shopper[], { from, to }: TimeSpan): SessionOfShopper[] {
  return shoppers.flatMap((shopper) => {
    const bySession = new Map<number, Step[]>();
    for (const step of [...shopper.steps, ...(shopper.unknownSteps ?? [])]) {
      const session = bySession.get(step.session) ?? [];
      bySession.set(step.session, session);
      session.push(step);
    }
    return [...bySession]
      .sort(([a], [b]) => a - b)
      .map(([number, steps]) => ({ number, steps: steps.sort((a, b) => a.time - b.time) }))
      .filter(({ steps }) => steps[0].time >= from && steps[0].time < to)
      .map(({ number, steps }) => ({
        shopper,
        steps,
        earlier: shopper.steps.filter((step) => step.session < number),
      }));
  });
}
