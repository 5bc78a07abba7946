/** Lets work wait for an answer that may never come, such as one from a worker or a GPU that died. */
export interface Breaker {
  /** Settles as the promise does, or rejects as soon as the breaker is broken. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Rejects all guarded work, now and later, with this error; only the first call counts. */
  break(error: Error): void;
  /** What broke it, if anything did. */
  broken(): Error | undefined;
}

/**
 * Creates an unbroken breaker.
 *
 * `Promise.race` against one long-lived promise would hold on to every call ever made; this lets go of each when it settles.
 */
export function createBreaker(): Breaker {
  const waiting = new Set<(error: Error) => void>();
  let broken: Error | undefined;
  return {
    guard(work) {
      return new Promise((resolve, reject) => {
        if (broken) reject(broken);
        else waiting.add(reject);
        work.then(resolve, reject).finally(() => waiting.delete(reject));
      });
    },
    break(error) {
      if (broken) return;
      broken = error;
      for (const reject of waiting) reject(error);
      waiting.clear();
    },
    broken: () => broken,
  };
}
