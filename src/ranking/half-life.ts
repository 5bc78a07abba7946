export const dayMs = 24 * 60 * 60 * 1000;

/** A time as shops write it: ms since 1970, a Date, or text that `Date` reads. */
export type Time = number | string | Date;

/**
 * How many days have passed.
 *
 * @returns 0 for a time to come; NaN where there is none, or none that can be read
 * @example daysSince('2026-01-01', Date.parse('2026-01-02T12:00:00Z')) // 1.5
 */
export function daysSince(time: Time | null | undefined, now: number): number {
  if (time === null || time === undefined) return Number.NaN;
  return Math.max(0, (now - new Date(time).getTime()) / dayMs);
}

/**
 * What is left of something that halves again and again.
 *
 * @returns 1 at once, 0.5 after one half-life; 0 where the age is not known or the half-life is not above 0
 * @example leftAfter(28, 14) // 0.25
 */
export function leftAfter(days: number, halfLifeDays: number): number {
  return (halfLifeDays > 0 && 2 ** (-days / halfLifeDays)) || 0;
}
