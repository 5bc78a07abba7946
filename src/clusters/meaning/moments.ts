import type { Query } from '../../sequence/query.js';
import type { Step } from '../../sequence/step.js';

/** What a description may know of a shopper. */
export interface ShopperPast {
  /** Oldest first, at least one. */
  readonly steps: readonly Step[];
  /** Oldest first. */
  readonly queries?: readonly Query[];
}

/**
 * Steps in the order that a log can tell: what shares a session and a time, such as the lines of one order, is one moment.
 *
 * @param steps oldest first
 * @returns oldest first, none of them empty
 */
export function toMoments(steps: readonly Step[]): Step[][] {
  const moments: Step[][] = [];
  for (const step of steps) {
    const last = moments.at(-1);
    if (last && last[0].session === step.session && last[0].time === step.time) last.push(step);
    else moments.push([step]);
  }
  return moments;
}
