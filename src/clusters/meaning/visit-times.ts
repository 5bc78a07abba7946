import type { Step } from '../../sequence/step.js';

/** The days as `Date.getUTCDay` counts them. */
export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The hours of a day, such as "9:00". */
export const hours = Array.from({ length: 24 }, (_, hour) => `${hour}:00`);

/**
 * When a shopper mostly begins a session, in UTC, which is how a log without time zones is read.
 *
 * @param steps oldest first, at least one
 * @returns the hour, 0..23, and the weekday, 0..6 from Sunday; a tie goes to the earlier
 * @example visitTimes([{ item: 0, time: 0, session: 0 }]) // { hour: 0, weekday: 4 }
 */
export function visitTimes(steps: readonly Step[]): { hour: number; weekday: number } {
  const starts = steps.filter(({ session }, i) => session !== steps[i - 1]?.session).map(({ time }) => new Date(time));
  return {
    hour: mostCommon(
      starts.map((start) => start.getUTCHours()),
      hours.length,
    ),
    weekday: mostCommon(
      starts.map((start) => start.getUTCDay()),
      weekdays.length,
    ),
  };
}

function mostCommon(values: readonly number[], n: number): number {
  const counts = new Array<number>(n).fill(0);
  for (const value of values) counts[value]++;
  return counts.indexOf(Math.max(...counts));
}
