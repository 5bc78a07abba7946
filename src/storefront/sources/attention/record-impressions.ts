import type { Vitrine } from '../../../index.js';
import { watchPageViews } from '../../host/page-views.js';
import { itemAttribute, itemIdOf, listAttribute, slotOf } from '../../markup/markup.js';
import { type SeenItem, toListEvents } from './list-batches.js';

export interface ImpressionOptions {
  /** Finds the items on the page. Default: `[data-vitrine-item]`. */
  items?: string;
  /** The id of an item. Default: what `data-vitrine-item` says. */
  itemId?: (item: Element) => string | null | undefined;
  /** Finds the list that an item stands in, from the item up. Default: `[data-vitrine-list]`. */
  lists?: string;
  /** The name of a list. Default: what `data-vitrine-list` says. */
  listId?: (list: Element) => string | null | undefined;
}

/** An item is seen when half of it, or of the screen, was in view this long. */
const seenMs = 1000;

/** What is seen at about the same time goes into one event. */
const gatherMs = 1000;

/**
 * Records which items the shopper saw: half in view for a second, once a page view, with their places in the list.
 *
 * One IntersectionObserver watches all items, and lets go of each as it is seen. Items that are added later count too; a page in
 * the background shows nothing to anybody. A route of the shop's own, and coming back by the back/forward cache, is a new page view.
 *
 * @returns stops recording; what was seen until then is recorded
 */
export function recordImpressions(
  vitrine: Pick<Vitrine, 'track'>,
  page: Document | undefined = globalThis.document,
  options: ImpressionOptions = {},
): () => void {
  if (!page) return () => {};
  let stopView = recordPageView(vitrine, page, options);
  const stopWatching = watchPageViews(() => {
    stopView();
    // What is still there a second later is seen once more.
    stopView = recordPageView(vitrine, page, options);
  });
  return () => {
    stopWatching();
    stopView();
  };
}

function recordPageView(vitrine: Pick<Vitrine, 'track'>, page: Document, options: ImpressionOptions): () => void {
  const { items = `[${itemAttribute}]`, itemId = itemIdOf, lists = `[${listAttribute}]`, listId = slotOf } = options;
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const inView = new Set<Element>();
  const watched = new WeakSet<Element>();
  const counted = new Set<string>();
  let gathered: SeenItem[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(gathering);
    gathering = undefined;
    const seen = gathered;
    gathered = [];
    for (const event of toListEvents(seen, seenMs)) vitrine.track(event, 'impressions');
  };
  const see = (item: Element) => {
    inView.delete(item);
    timers.delete(item);
    observer.unobserve(item);
    const list = item.closest(lists);
    const [own, name] = [itemId(item)?.trim(), (list && listId(list)?.trim()) || undefined];
    const key = JSON.stringify([own, name]);
    if (!own || counted.has(key)) return;
    counted.add(key);
    const place = list ? [...list.querySelectorAll(items)].indexOf(item) : 0;
    gathered.push({ itemId: own, listId: name, place: Math.max(0, place) });
    gathering ??= setTimeout(flush, gatherMs);
  };
  const wait = (item: Element) => {
    if (page.visibilityState === 'visible' && !timers.has(item)) timers.set(item, setTimeout(see, seenMs, item));
  };
  const stopWaiting = (item: Element) => {
    clearTimeout(timers.get(item));
    timers.delete(item);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const isTall = rootBounds !== null && intersectionRect.height >= rootBounds.height / 2;
        if (intersectionRatio >= 0.5 || (isTall && intersectionRatio > 0)) {
          inView.add(target);
          wait(target);
        } else {
          inView.delete(target);
          stopWaiting(target);
        }
      }
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
  );
  const scan = () => {
    for (const item of page.querySelectorAll(items)) {
      if (watched.has(item)) continue;
      watched.add(item);
      observer.observe(item);
    }
  };
  const onVisibility = () => {
    if (page.visibilityState === 'visible') return inView.forEach(wait);
    inView.forEach(stopWaiting);
    flush(); // the page may not come back
  };
  const added = new MutationObserver((records) => {
    if (records.some(({ addedNodes }) => addedNodes.length > 0)) scan();
  });

  scan();
  added.observe(page, { childList: true, subtree: true });
  const stopping = new AbortController();
  const { signal } = stopping;
  page.addEventListener('visibilitychange', onVisibility, { signal });
  window.addEventListener('pagehide', flush, { signal });
  return () => {
    observer.disconnect();
    added.disconnect();
    for (const item of timers.keys()) stopWaiting(item);
    flush();
    stopping.abort();
  };
}
