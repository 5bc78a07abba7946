import type { DebugSection, DebugSectionOptions } from '../debug-section.js';
import type { DebugState } from '../debug-state.js';
import { element } from '../element.js';

/** Says what the shopper allowed, and lets them forget, export or change their mind. */
export function createConsentSection({ setConsent }: DebugSectionOptions): DebugSection {
  const said = element('p', { class: 'lead' });
  const done = element('p', { role: 'status', class: 'done' });
  let shown: DebugState | undefined;
  const button = (label: string, act: () => unknown) => {
    const node = element('button', { type: 'button', class: 'button' }, label);
    node.addEventListener('click', () => void act());
    return node;
  };
  const forget = button('Forget me', async () => {
    await shown?.vitrine.forget();
    done.textContent = 'Forgotten, in every tab.';
  });
  const download = button('Export my data', async () => {
    if (shown) await saveData(shown);
  });
  const grant = button('Give consent', () => setConsent('granted'));
  const deny = button('Withdraw consent', () => setConsent('denied'));
  forget.hidden = download.hidden = grant.hidden = deny.hidden = true; // until the state is known
  return {
    title: '',
    node: element('div', {}, said, element('p', { class: 'buttons' }, grant, forget, download, deny), done),
    show(state) {
      shown = state;
      const isGranted = state.consent === 'granted';
      said.textContent = isGranted
        ? 'All you see here was computed in this browser, from what it has stored for you.'
        : 'Nothing is stored and nothing is computed without your consent.';
      grant.hidden = isGranted;
      deny.textContent = state.consent === 'pending' ? 'Deny consent' : 'Withdraw consent';
      deny.hidden = state.consent === 'denied';
      forget.hidden = download.hidden = !isGranted;
    },
  };
}

/** Downloads everything that is stored about the shopper as JSON. */
async function saveData({ vitrine }: DebugState): Promise<void> {
  const text = JSON.stringify(await vitrine.exportData(), null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  element('a', { href: url, download: 'what-this-browser-knows.json' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
