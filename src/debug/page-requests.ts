/** What the page itself has asked of the network. */
export interface PageRequests {
  /** Until the shop and the panel stood. */
  readonly whileLoading: number;
  /** Since then, latest last: what it was and who asked for it (`script`, `fetch`, `beacon` …). */
  readonly since: readonly { readonly name: string; readonly kind: string; readonly isElsewhere: boolean }[];
}

/**
 * Counts the page's requests by the browser's own record of them. A worker keeps a record of its own, so what
 * Vitrine's worker asked for is not among these: Vitrine counts that itself.
 *
 * @param isLoading whether a request still belongs to loading
 * @see https://developer.mozilla.org/docs/Web/API/PerformanceResourceTiming
 */
export function watchPageRequests(isLoading: () => boolean, onChange: (requests: PageRequests) => void): void {
  let requests: PageRequests = { whileLoading: 1, since: [] }; // the page itself
  new PerformanceObserver((list) => {
    for (const { name, initiatorType } of list.getEntries() as PerformanceResourceTiming[]) {
      const { origin, pathname, protocol } = new URL(name);
      if (protocol === 'blob:' || protocol === 'data:') continue; // never leaves the browser
      requests = isLoading()
        ? { ...requests, whileLoading: requests.whileLoading + 1 }
        : {
            ...requests,
            since: [
              ...requests.since,
              { name: pathname, kind: initiatorType, isElsewhere: origin !== location.origin },
            ],
          };
    }
    onChange(requests);
  }).observe({ type: 'resource', buffered: true });
}
