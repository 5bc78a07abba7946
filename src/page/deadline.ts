/** What a race against the clock gives when the clock wins, or when the caller loses interest. */
export const missed = Symbol('missed');

/**
 * Waits for an answer, but no longer than the deadline or the abort signal allow.
 *
 * A promise that fails after the deadline has passed is not left unhandled.
 *
 * @param deadlineMs from now; 0 gives an answer a chance only if it is there already
 */
export async function withDeadline<T>(
  answer: Promise<T>,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<T | typeof missed> {
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
    return await Promise.race([answer, clock]);
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}
