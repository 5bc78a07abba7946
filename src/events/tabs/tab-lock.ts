/** How long to wait for another tab: work under the lock is harmless twice, so waiting for ever would be worse. */
const maxWaitMs = 2000;

/**
 * Runs work while no other tab of this shopper runs work under the same name. Where the browser has no Web Locks, or a
 * hung tab holds the lock for too long, it runs without.
 *
 * @returns what the work returns; it rejects as the work does
 */
export async function withTabLock<T>(name: string, locks: LockManager | null, work: () => Promise<T>): Promise<T> {
  if (!locks) return work();
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), maxWaitMs);
  let started: Promise<T> | undefined;
  try {
    await locks.request(name, { signal: impatience.signal }, () => {
      clearTimeout(timer);
      started = work();
      return started;
    });
  } catch {
    // Refused, aborted, or the work failed: the last is told apart below.
  } finally {
    clearTimeout(timer);
  }
  return started ?? work();
}
