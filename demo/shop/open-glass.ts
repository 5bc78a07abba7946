import type { Decision } from '../../src/index.js';
import type { Catalogue } from './catalogue.js';
import { callVitrine } from './vitrine.js';

/** Opens the panel "Behind the glass" once the shop itself is on the screen: the shop never waits for it. */
export function openGlass(catalogue: Catalogue): void {
  const decisions: Decision[] = [];
  let isOpen = false;
  callVitrine('on', 'decision', (decision: Decision) => {
    if (!isOpen) decisions.push(decision);
  });
  const open = async () => {
    const { createGlass } = await import('../glass/glass.js');
    await createGlass(catalogue, decisions);
    isOpen = true;
  };
  if (window.requestIdleCallback) window.requestIdleCallback(() => void open(), { timeout: 1500 });
  else setTimeout(() => void open(), 200);
}
