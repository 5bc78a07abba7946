/** What waits at `window.vitrine` for the main script: calls, as `queue.ts` reads them. */
export type Waiting = unknown[] & Record<string, unknown>;

/** A page whose `vitrine` may be anything. */
type Host = { vitrine?: Waiting };

/**
 * Stands in for `window.vitrine` until the main script comes: a smaller `vitrine.stub.js`, which it leaves as it is where
 * that stands there already. Calls wait with the time at which they were made; an order is not waited for: `rerank` keeps
 * the shop's at once.
 *
 * @returns what stands at `window.vitrine` now
 */
export function standIn(): Waiting {
  const found = (window as unknown as Host).vitrine;
  if (typeof found?.rerank === 'function') return found;
  // A queue that the page has begun by itself, or an element whose id is "vitrine".
  const calls = (Array.isArray(found) ? found : []) as Waiting;
  const wait =
    (method: string) =>
    (...args: unknown[]) =>
      new Promise<unknown>((done) => calls.push(Object.assign([method, ...args], { done, madeAt: Date.now() })));
  const rerankNow = (items: unknown) => ({
    items: Array.isArray(items) ? [...items] : [],
    reranked: false,
    reason: 'deadline',
    explain: () => null,
  });
  for (const method of ['setConsent', 'stop', 'recommend', 'profile', 'exportData', 'forget'])
    calls[method] = wait(method);
  (window as unknown as Host).vitrine = Object.assign(calls, {
    consent: () => 'pending',
    variant: () => null,
    track: (...args: unknown[]) => calls.length < 200 && !!wait('track')(...args),
    on(...args: unknown[]) {
      const isThere = wait('on')(...args) as Promise<() => void>;
      return () => void isThere.then((end) => end());
    },
    rerankNow,
    rerank: async (items: unknown) => rerankNow(items),
  });
  return calls;
}
