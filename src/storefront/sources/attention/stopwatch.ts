/** Measures how long something was before the shopper's eyes, without the time when it was not. */
export interface Stopwatch {
  /** Goes on; running already, nothing changes. */
  go(): void;
  halt(): void;
  /** The time so far that was not taken before, in whole ms; in all, no more than the cap. */
  take(): number;
}

/**
 * @param now ms, never going back
 * @param maxMs after so long nobody is looking any more
 */
export function createStopwatch(now: () => number, maxMs: number): Stopwatch {
  let startedAt: number | undefined;
  let total = 0;
  let taken = 0;
  const halt = () => {
    if (startedAt !== undefined) total += now() - startedAt;
    startedAt = undefined;
  };
  return {
    go() {
      startedAt ??= now();
    },
    halt,
    take() {
      const wasRunning = startedAt !== undefined;
      halt();
      if (wasRunning) startedAt = now();
      const fresh = Math.round(Math.min(total, maxMs)) - taken;
      taken += fresh;
      return fresh;
    },
  };
}
