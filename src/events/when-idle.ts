/** Longest that a page which does not finish loading, or is never idle, holds work up, ms. */
const [maxLoadMs, maxBusyMs] = [5000, 2000];

/**
 * Does something once, when the page has loaded and its main thread is idle: nothing of it delays what is painted first. A
 * picture that never arrives holds up the page's load event, and this no longer than five seconds.
 */
export function whenIdle(work: () => void): void {
  let isDone = false;
  const once = () => {
    if (!isDone) work();
    isDone = true;
  };
  // WebKit has no requestIdleCallback.
  const onIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 1));
  const wait = () => void onIdle(once, { timeout: maxBusyMs });
  if (document.readyState === 'complete') wait();
  else {
    addEventListener('load', wait, { once: true });
    setTimeout(wait, maxLoadMs);
  }
}
