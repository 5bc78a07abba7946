import type { Catalogue } from './catalogue.js';

/** Opens the panel "Behind the glass" once the shop itself is on the screen: the shop never waits for it. */
export function openGlass(catalogue: Catalogue): void {
  const open = () => void import('../glass/glass.js').then(({ createGlass }) => createGlass(catalogue));
  if (window.requestIdleCallback) window.requestIdleCallback(open, { timeout: 1500 });
  else setTimeout(open, 200);
}
