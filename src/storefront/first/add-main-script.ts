/**
 * Adds the main script to the page once that has loaded and was painted, and the browser has nothing else to do. It stands where
 * the head script's element stood, and has the `data-` attributes of that, and its nonce.
 *
 * @param tag with `data-main`, the address of the main script
 */
export function addMainScript({ dataset, nonce, parentNode }: HTMLScriptElement): void {
  // Made now, while no markup of the page can stand in the place of a property of the document.
  const script = document.createElement('script');
  Object.assign(script.dataset, dataset);
  script.nonce = nonce;
  script.src = dataset.main!;
  // WebKit has no requestIdleCallback.
  const onIdle = window.requestIdleCallback ?? setTimeout;
  const add = () => onIdle(() => parentNode!.append(script), { timeout: 2000 } as IdleRequestOptions & number);
  // A short page is loaded and idle before its first frame.
  addEventListener('load', () => requestAnimationFrame(add));
}
