/** How many events a page may track at once. */
export const maxBurst = 1000;

/** How many more it may track each second, in the long run. */
export const eventsPerSecond = 20;

/**
 * Creates a token bucket: a shop's mistake, such as an event in an endless loop, must not keep its page busy.
 *
 * @param now ms since 1970; a clock that is set back gives no new tokens
 * @returns whether one more event may be taken; asking takes it
 * @see https://en.wikipedia.org/wiki/Token_bucket
 */
export function createRateLimit(now: () => number): () => boolean {
  let left = maxBurst;
  let askedAt = now();
  return () => {
    const present = now();
    left = Math.min(maxBurst, left + (Math.max(0, present - askedAt) * eventsPerSecond) / 1000);
    askedAt = present;
    return left >= 1 && left-- > 0;
  };
}
