/** What a race against the clock gives when the clock wins, or when the caller loses interest. */
export const missed = Symbol('missed');

/** So much later than its deadline an answer only comes on a device that slept, or whose clock was set. */
const sleepMs = 2000;

/**
 * Waits for an answer, but no longer than the deadline or the abort signal allow.
 *
 * A promise that fails after the deadline has passed is not left unhandled.
 *
 * Timers stand still while a device sleeps: an answer that waited there was for a page that the shopper left long ago.
 *
 * @param deadlineMs from now; 0 gives an answer a chance only if it is there already
 */
export async function withDeadline<T>(
  answer: Promise<T>,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<T | typeof missed> {
  const startedAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopListening = () => {};
  const clock = new Promise<typeof missed>((resolve) => {
    const miss = () => resolve(missed);
    if (signal?.aborted) return miss();
    timer = setTimeout(miss, deadlineMs);
    signal?.addEventListener('abort', miss, { once: true });
    stopListening = () => signal?.removeEventListener('abort', miss);
  });
  try {
    const first = await Promise.race([answer, clock]);
    return Date.now() - startedAt > deadlineMs + sleepMs ? missed : first;
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}
