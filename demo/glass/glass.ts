import type { Catalogue } from '../shop/catalogue.js';
import { element } from '../shop/element.js';
import { whenVitrine } from '../shop/vitrine.js';
import { createConsentSection } from './consent-section.js';
import { createEventsSection } from './events-section.js';
import { createExecutionSection } from './execution-section.js';
import { rememberFolding, wasOpen } from './folding.js';
import { watchGlass } from './glass-state.js';
import { createMapSection } from './map-section.js';
import { createPicksSection } from './picks-section.js';
import { createReplaySection } from './replay-section.js';
import { createShopperSection } from './shopper-section.js';

/**
 * Puts the panel "Behind the glass" beside the shop: everything that Vitrine knows of its shopper and what it does
 * with it. It folds away and remembers that.
 */
export function createGlass(catalogue: Catalogue): void {
  const status = element('p', { class: 'glass-status', role: 'status' }, 'The model is starting …');
  const sections = [
    createConsentSection(),
    createMapSection(catalogue),
    createShopperSection(),
    createPicksSection(catalogue),
    createEventsSection(catalogue),
    createExecutionSection(),
  ];
  const body = element(
    'div',
    { class: 'glass-body', id: 'glass-body' },
    status,
    ...sections.map(({ node }) => node),
    createReplaySection(catalogue),
  );
  const toggle = element(
    'button',
    { type: 'button', class: 'glass-toggle', 'aria-controls': 'glass-body' },
    'Behind the glass',
  );
  const panel = element('aside', { class: 'glass', 'aria-label': 'Behind the glass' }, toggle, body);

  const fold = (isOpen: boolean) => {
    panel.classList.toggle('open', isOpen);
    document.documentElement.classList.toggle('glass-open', isOpen);
    toggle.setAttribute('aria-expanded', String(isOpen));
    body.hidden = !isOpen;
  };
  toggle.addEventListener('click', () => {
    const isOpen = !panel.classList.contains('open');
    fold(isOpen);
    rememberFolding(isOpen);
  });
  fold(wasOpen());
  document.body.append(panel);

  void whenVitrine().then((vitrine) =>
    watchGlass(vitrine, (state) => {
      status.textContent = '';
      for (const { show } of sections) show(state);
    }),
  );
}
