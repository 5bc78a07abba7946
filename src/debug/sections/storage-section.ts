import type { DebugSection } from '../debug-section.js';
import { counted, kilobytes } from '../describe.js';
import { element } from '../element.js';
import { factNodes } from '../fact-nodes.js';

/** What the shop's origin takes up on the device, and Vitrine's own part of it. */
export function createStorageSection(): DebugSection {
  const facts = element('dl', { class: 'facts' });
  let latest = 0;
  return {
    title: 'Storage',
    node: facts,
    async show({ vitrine, events, consent }) {
      const number = ++latest;
      const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
      if (number !== latest) return; // a later one has been shown
      const { keys, bytes } = keptInLocalStorage(vitrine.namespace);
      facts.replaceChildren(
        ...factNodes({
          Consent: consent,
          Events: `${counted(events.length, 'event')}, ${kilobytes(JSON.stringify(events).length)} as JSON`,
          localStorage: `${counted(keys, 'key')}, ${kilobytes(bytes)}`,
          'This origin in all': estimate?.usage === undefined ? 'not told by this browser' : kilobytes(estimate.usage),
          'It may use': estimate?.quota === undefined ? 'not told by this browser' : kilobytes(estimate.quota),
        }),
      );
    },
  };
}

/** Journal, consent and the experiment's note. */
function keptInLocalStorage(namespace: string): { keys: number; bytes: number } {
  try {
    const own = Object.entries(localStorage).filter(([key]) => key.startsWith(`${namespace}:`));
    return { keys: own.length, bytes: own.reduce((sum, [key, value]) => sum + key.length + String(value).length, 0) };
  } catch {
    return { keys: 0, bytes: 0 }; // Refused: then nothing is kept there.
  }
}
