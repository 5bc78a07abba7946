/** The pause that ends a session where nothing else is said: GA4's 30 minutes, in ms. */
export const defaultSessionGapMs = 30 * 60 * 1000;

/**
 * Numbers the sessions of one shopper's events: a pause longer than `gapMs` starts a new one.
 *
 * @param times ms since 1970, ascending, [n]
 * @returns session numbers from 0, [n]
 * @example splitSessions([0, 10, 5_000_000], 1_800_000) // [0, 0, 1]
 */
export function splitSessions(times: ArrayLike<number>, gapMs: number = defaultSessionGapMs): number[] {
  let session = 0;
  return Array.from(times, (time, i) => {
    if (i > 0 && time - times[i - 1] > gapMs) session++;
    return session;
  });
}
