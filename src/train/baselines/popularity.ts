import type { Baseline, BaselineInput } from './baseline.js';

/**
 * The items that most sessions hold, the same for everybody.
 *
 * @param windowMs how far back sessions count; all by default
 */
export function popularity(input: BaselineInput, windowMs = Number.POSITIVE_INFINITY): Baseline {
  const counts = sessionCounts(input, windowMs);
  return () => counts.slice();
}

/** In how many sessions each item was met in the last `windowMs` before the end, [nItems]. */
export function sessionCounts(
  { shoppers, until, nItems }: BaselineInput,
  windowMs = Number.POSITIVE_INFINITY,
): Float32Array {
  const counts = new Float32Array(nItems);
  for (const { steps } of shoppers) {
    const seen = new Set<string>();
    for (const { item, time, session } of steps) {
      if (time < until - windowMs || seen.has(`${session}/${item}`)) continue;
      seen.add(`${session}/${item}`);
      counts[item]++;
    }
  }
  return counts;
}
