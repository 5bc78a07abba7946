import { mountDebugPanel } from '../../src/debug/debug.js';
import type { Decision } from '../../src/index.js';
import type { Catalogue } from '../shop/catalogue.js';
import { changeConsent } from '../shop/consent-banner.js';
import { whenVitrine } from '../shop/vitrine.js';
import { rememberFolding, wasOpen } from './folding.js';
import { createMapSection } from './map-section.js';
import { createPicksSection } from './picks-section.js';
import { createReplaySection } from './replay-section.js';
import { watchPicks } from './watch-picks.js';

/**
 * Puts the panel "Behind the glass" beside the shop: Vitrine's own debug panel, with the demo's map, its picks and a
 * replay added. It folds away and remembers that.
 *
 * @param decisions what was decided before the panel was loaded
 */
export async function createGlass(catalogue: Catalogue, decisions: readonly Decision[]): Promise<void> {
  const vitrine = await whenVitrine();
  const map = createMapSection(catalogue);
  const picks = createPicksSection(catalogue);
  const isOpen = wasOpen();
  const panel = mountDebugPanel(vitrine, {
    title: 'Behind the glass',
    open: isOpen,
    titleOf: (itemId) => catalogue.byId.get(itemId)?.title,
    setConsent: changeConsent,
    heard: decisions,
  });
  panel.addSection(map, 'Your kind of shopper');
  panel.addSection(picks, 'Lists on this page');
  panel.addSection(createReplaySection(catalogue));
  const makeRoom = () => document.documentElement.classList.toggle('glass-open', panel.open);
  makeRoom();
  panel.addEventListener('toggle', () => {
    makeRoom();
    rememberFolding(panel.open);
  });
  watchPicks(vitrine, (found) => {
    map.showPicks(found);
    picks.showPicks(found);
  });
}
