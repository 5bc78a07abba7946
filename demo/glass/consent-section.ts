import { changeConsent } from '../shop/consent-banner.js';
import { element } from '../shop/element.js';
import type { GlassSection } from './glass-section.js';
import type { GlassState } from './glass-state.js';

/** Says what the shopper allowed, and lets them forget, export or change their mind. */
export function createConsentSection(): GlassSection {
  const said = element('p', { class: 'glass-lead' });
  const done = element('span', { role: 'status', class: 'glass-done' });
  let shown: GlassState | undefined;
  const forget = button('Forget me', async () => {
    await shown?.vitrine.forget();
    done.textContent = 'Forgotten, in every tab.';
  });
  const download = button('Export my data', async () => {
    if (shown) await saveData(shown);
  });
  const change = button('Change consent', () => changeConsent(shown?.consent === 'granted' ? 'denied' : 'granted'));
  forget.disabled = download.disabled = change.hidden = true; // until the state is known
  return {
    node: element('div', { class: 'glass-consent' }, said, element('p', {}, forget, download, change), done),
    show(state) {
      shown = state;
      const isGranted = state.consent === 'granted';
      said.textContent = isGranted
        ? 'All you see here was computed in this browser, from what it has stored for you.'
        : 'Nothing is stored and nothing is computed without your consent.';
      change.hidden = false;
      change.textContent = isGranted ? 'Withdraw consent' : 'Give consent';
      forget.disabled = download.disabled = !isGranted;
    },
  };
}

function button(label: string, act: () => void | Promise<void>): HTMLButtonElement {
  const node = element('button', { type: 'button', class: 'button small' }, label);
  node.addEventListener('click', () => void act());
  return node;
}

/** Downloads everything that is stored about the shopper as JSON. */
async function saveData({ vitrine }: GlassState): Promise<void> {
  const text = JSON.stringify(await vitrine.exportData(), null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  element('a', { href: url, download: 'what-this-browser-knows.json' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
