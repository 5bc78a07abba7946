import { watchCalls } from './watch-calls.js';

/** How a page view began: by a route of the shop's own, or by coming back to a page that the browser had kept. */
export type PageViewStart = 'route' | 'return';

/** What the events tell that are listened to. */
interface Told {
  readonly persisted?: boolean;
  readonly navigationType?: string | null;
}

/**
 * Calls back whenever a page view begins without the page being loaded: the address was pushed by a router, the shopper
 * went back or forth within the page, or the page came out of the back/forward cache.
 *
 * What merely replaces the address does not count, nor does a place on the same page (`#reviews`); a router's own
 * fragments do (`#/cart`, `#!/cart`). The page may show either route by then: some routers render first, some push first.
 *
 * Where the Navigation API is missing, the methods of `history` are watched.
 *
 * @returns stops watching
 * @see https://developer.mozilla.org/docs/Web/API/Navigation_API
 * @example const stop = watchPageViews((start) => console.info(start, location.pathname)); // 'route' '/cart'
 */
export function watchPageViews(onView: (start: PageViewStart) => void): () => void {
  if (typeof window === 'undefined') return () => {};
  let current = routeOf(location);
  const look = (isCounted: boolean) => {
    const before = current;
    current = routeOf(location);
    if (isCounted && current !== before) onView('route');
  };
  const stopping = new AbortController();
  const { signal } = stopping;
  // An element whose id is "navigation" stands there where the browser has no Navigation API.
  const { navigation } = window as { navigation?: EventTarget };
  const listen = (target: EventTarget, name: string, hear: (event: Event & Told) => void) =>
    target.addEventListener(name, hear, { signal });
  listen(window, 'pageshow', ({ persisted }) => persisted && onView('return'));
  if (navigation && !(navigation instanceof Element))
    listen(navigation, 'currententrychange', ({ navigationType }) => look(navigationType !== 'replace'));
  else {
    listen(window, 'popstate', () => look(true));
    for (const method of ['pushState', 'replaceState']) {
      signal.addEventListener(
        'abort',
        watchCalls(history, method, () => () => look(method === 'pushState')),
      );
    }
  }
  return () => stopping.abort();
}

/** What of an address makes a page. */
function routeOf({ pathname, search, hash }: Location): string {
  return pathname + search + (/^#!?\//.test(hash) ? hash : '');
}
