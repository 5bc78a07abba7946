/**
 * Adds the main script to the page once that has loaded and was painted. It stands where the head script's element stood, and has
 * the `data-` attributes of that, and its nonce.
 *
 * @param tag with `data-main`, the address of the main script
 */
export function addMainScript({ dataset, nonce, parentNode }: HTMLScriptElement): void {
  // Made now, while no markup of the page can stand in the place of a property of the document.
  const script = document.createElement('script');
  Object.assign(script.dataset, dataset);
  script.nonce = nonce;
  script.src = dataset.main!;
  // A short page has loaded before its first frame. What the main script has to do, it does when the page is idle.
  addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => parentNode!.append(script))));
}
