import type { Decision, Vitrine, VitrineError } from '../index.js';
import { countClicks } from './click-counts.js';
import { createDebugPanel, type DebugPanel } from './debug-panel.js';
import type { DebugSection } from './debug-section.js';
import { watchState } from './debug-state.js';
import { createConsentSection } from './sections/consent-section.js';
import { createErrorsSection } from './sections/errors-section.js';
import { createEventsSection } from './sections/events-section.js';
import { createExecutionSection } from './sections/execution-section.js';
import { createExperimentSection } from './sections/experiment-section.js';
import { createListsSection } from './sections/lists-section.js';
import { createSequenceSection } from './sections/sequence-section.js';
import { createShopperSection } from './sections/shopper-section.js';
import { createStorageSection } from './sections/storage-section.js';

export interface DebugPanelOptions {
  /** What the panel is called. Default 'Vitrine'. */
  readonly title?: string;
  /** Whether it is unfolded at first. Default true. */
  readonly open?: boolean;
  /** What an item is called. Default: its id. */
  readonly titleOf?: (itemId: string) => string | undefined;
  /** Changes consent. Default: the instance's own `setConsent`. */
  readonly setConsent?: (consent: 'granted' | 'denied') => void;
  /** What `decision` and `error` told before the panel was there: it knows of nothing earlier but what is stored. */
  readonly heard?: readonly (Decision | VitrineError)[];
}

/**
 * Puts a panel on the page that shows what Vitrine knows and does: consent, the shopper's cluster, the lists with their
 * scores, the model's input, what is stored, the experiment, times, requests and errors. All of it is asked of the
 * public API; none of it leaves the page. `remove()` takes it off again.
 *
 * @returns the panel, for parts of the shop's own: `panel.addSection({ title, node, show })`
 * @example mountDebugPanel(vitrine, { titleOf: (itemId) => products.get(itemId)?.title });
 */
export function mountDebugPanel(vitrine: Vitrine, options: DebugPanelOptions = {}): DebugPanel {
  const { title = 'Vitrine', open = true, titleOf = () => undefined, heard = [] } = options;
  const { setConsent = (consent) => vitrine.setConsent(consent) } = options;
  const panel = createDebugPanel(title);
  for (const section of ownSections((itemId) => titleOf(itemId) ?? itemId, setConsent)) panel.addOwnSection(section);
  panel.open = open;
  const decisions = heard.filter((told) => 'ranking' in told);
  const errors = heard.flatMap((told) => ('ranking' in told ? [] : [{ at: Date.now(), error: told }]));
  const stopCounting = countClicks(vitrine, decisions);
  const stopWatching = watchState(vitrine, { decisions, errors }, (state) => panel.show(state));
  panel.onRemoved = () => {
    stopCounting();
    stopWatching();
  };
  document.body.append(panel);
  return panel;
}

function ownSections(
  titleOf: (itemId: string) => string,
  setConsent: (consent: 'granted' | 'denied') => void,
): DebugSection[] {
  const options = { titleOf, setConsent };
  return [
    createConsentSection(options),
    createShopperSection(),
    createListsSection(options),
    createSequenceSection(options),
    createEventsSection(options),
    createExperimentSection(),
    createExecutionSection(),
    createStorageSection(),
    createErrorsSection(),
  ];
}
