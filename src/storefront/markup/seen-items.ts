import { nativeValue } from '../../native-value.js';
import { itemAttribute } from './markup.js';

/** Knows which items the shopper may have seen. */
export interface SeenItems {
  /** Starts watching; one that is watched already is not watched twice. */
  watch(items: readonly HTMLElement[]): void;
  /** Whether an item was ever in view, or stands where it may have been. */
  has(item: HTMLElement): boolean;
  /** Whether an item has been on the screen, so that the shopper would notice it move. */
  wasPainted(item: HTMLElement): boolean;
  /** Ends watching. */
  stop(): void;
}

/**
 * Watches which items come into view.
 *
 * What stands in or before the viewport counts as seen at once: the shopper may have scrolled past it before
 * this script came, and moving it could shift what is in view. Before the page is painted nothing counts as seen.
 */
export function createSeenItems(page: Document): SeenItems {
  const seen = new WeakSet<Element>();
  const painted = new WeakSet<Element>();
  const watched = new WeakSet<Element>();
  let isPagePainted = !PerformanceObserver.supportedEntryTypes.includes('paint');
  // The browser tells of the first paint only when it is on the screen.
  const frame = requestAnimationFrame(() => {
    isPagePainted = true;
  });
  const wasPagePainted = () => {
    isPagePainted ||= performance.getEntriesByType('paint').length > 0;
    return isPagePainted;
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.add(target);
      painted.add(target);
      observer.unobserve(target);
    }
  });
  // The script may come long after the first paint: what is in view by then is on the screen already.
  if (wasPagePainted()) {
    for (const item of nativeValue(page, 'querySelectorAll')(`[${itemAttribute}]`))
      if (isBeforeViewportEnd(item)) painted.add(item);
  }
  return {
    watch(items) {
      for (const item of items) {
        if (watched.has(item)) continue;
        watched.add(item);
        observer.observe(item);
      }
    },
    has(item) {
      if (!seen.has(item) && wasPagePainted() && isBeforeViewportEnd(item)) seen.add(item);
      return seen.has(item);
    },
    wasPainted: (item) => painted.has(item),
    stop() {
      observer.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}

function isBeforeViewportEnd(item: Element): boolean {
  const { top, left, right, width, height } = item.getBoundingClientRect();
  if (width === 0 || height === 0 || top >= window.innerHeight) return false;
  // A list that is read from right to left goes on beyond the left edge.
  return right > 0 ? left < window.innerWidth : getComputedStyle(item).direction !== 'rtl';
}
