/**
 * Distances between the tokens of a sequence, in buckets that grow with the distance: an encoder learns one
 * attention bias a bucket, in place of absolute positions, so that a prefix encodes the same wherever it stands.
 *
 * @see Raffel et al. 2020 (T5), arXiv:1910.10683, section 2.1
 */

/** Number of buckets that `stepBucket` uses. */
export const nStepBuckets = 16;

/** Number of buckets that `timeBucket` uses. */
export const nTimeBuckets = 12;

/**
 * The bucket of a distance in steps: one each for 0..7, then doubling ranges in half octaves.
 *
 * @param distance whole steps, 0 or more
 * @returns 0..nStepBuckets-1
 * @example [0, 1, 7, 8, 12, 1000].map(stepBucket) // [0, 1, 7, 8, 9, 15]
 */
export function stepBucket(distance: number): number {
  if (distance < 8) return distance;
  return Math.min(nStepBuckets - 1, 8 + Math.floor(2 * Math.log2(distance / 8) + 1e-9));
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Upper ends (exclusive, in ms) of the time buckets after the first, which holds only 0. */
const timeBounds = [10 * second, minute, 5 * minute, 30 * minute, 3 * hour, day, 3 * day, 10 * day, 30 * day, 90 * day];

/**
 * The bucket of a distance in time, on a rising scale from "at once" to "over 90 days".
 *
 * @param ms a duration; a negative one (a clock that was set back) counts as 0
 * @returns 0..nTimeBuckets-1
 * @example [0, 5_000, 60_000, 86_400_000].map(timeBucket) // [0, 1, 3, 7]
 */
export function timeBucket(ms: number): number {
  if (ms <= 0) return 0;
  let bucket = 1;
  while (bucket <= timeBounds.length && ms >= timeBounds[bucket - 1]) bucket++;
  return bucket;
}
