import { unlessRefused } from '../local-storage/unless-refused.js';

/** Longest that a page which does not finish loading, is never idle or is not shown holds work up, ms. */
const maxWaitMs = 5000;

/**
 * Does something once, when the page has loaded, was painted and its main thread is idle: nothing of it delays what is
 * painted first. A picture that never arrives holds up the page's load event, and this no longer than five seconds.
 */
export function whenIdle(work: () => void): void {
  let isDone = false;
  const once = () => {
    if (!isDone) work();
    isDone = true;
  };
  // WebKit has no requestIdleCallback.
  const onIdle = window.requestIdleCallback ?? setTimeout;
  // A short page is loaded and idle before its first frame. Another script may have replaced either function: then it is time alone.
  const wait = () => unlessRefused(() => requestAnimationFrame(() => unlessRefused(() => onIdle(once))));
  setTimeout(once, maxWaitMs);
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
}
