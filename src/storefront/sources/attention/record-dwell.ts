import type { Vitrine } from '../../../index.js';
import { viewAttribute, viewedIdOf } from '../../markup/markup.js';
import { createStopwatch, type Stopwatch } from './stopwatch.js';

/** A shorter look is none. */
const minDwellMs = 1000;

/** Longer than this on one product, the shopper has left without closing the page. */
const maxDwellMs = 5 * 60_000;

/**
 * Records how long each product's page was visible, as `user_engagement`: when the shopper goes on to another product, puts the
 * page into the background, or leaves it. A product that is looked at again after that gets a further event.
 *
 * The product is the one of the last `view_item` on this page, whichever source recorded it: so that none is missed, call this
 * before the other sources. What the markup names is known in any case.
 *
 * @returns stops recording; what was looked at until then is recorded
 */
export function recordDwell(
  vitrine: Pick<Vitrine, 'track' | 'on'>,
  page: Document | undefined = globalThis.document,
): () => void {
  if (!page) return () => {};
  let itemId: string | undefined;
  let stopwatch: Stopwatch | undefined;
  let kept = 0;
  let isStopped = false;

  const isVisible = () => page.visibilityState === 'visible';
  const settle = () => {
    kept += stopwatch?.take() ?? 0;
    if (itemId === undefined || kept < minDwellMs) return;
    const engagedMs = kept;
    kept = 0;
    vitrine.track({ type: 'user_engagement', itemId, engagedMs }, 'dwell');
  };
  const view = (viewed: string) => {
    settle();
    itemId = viewed;
    kept = 0;
    stopwatch = createStopwatch(() => performance.now(), maxDwellMs);
    stopwatch.go();
  };
  const unlisten = vitrine.on('event', (event) => {
    // What another tab records, it records while this one is hidden.
    if (!isStopped && event.type === 'view_item' && isVisible() && event.itemId !== itemId) view(event.itemId);
  });
  const onVisibility = () => {
    if (isVisible()) return stopwatch?.go();
    stopwatch?.halt();
    settle();
  };
  const onPageHide = () => {
    stopwatch?.halt();
    settle();
  };
  const onPageShow = () => {
    if (isVisible()) stopwatch?.go();
  };
  const main = page.querySelector(`[${viewAttribute}]`);
  const named = main && viewedIdOf(main);
  if (named && itemId === undefined && isVisible()) view(named);
  const stopping = new AbortController();
  const { signal } = stopping;
  page.addEventListener('visibilitychange', onVisibility, { signal });
  window.addEventListener('pagehide', onPageHide, { signal });
  window.addEventListener('pageshow', onPageShow, { signal });
  return () => {
    onPageHide();
    isStopped = true;
    unlisten();
    stopping.abort();
  };
}
