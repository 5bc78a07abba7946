import type { Decision, ExportedData, Vitrine, VitrineError } from '../index.js';
import { type PageMarkup, readPageMarkup } from './page-lists.js';

/** A failure and when it was heard of, ms since 1970. */
export interface HeardError {
  readonly at: number;
  readonly error: VitrineError;
}

/** What the panel heard of before it was there. */
export interface Heard {
  readonly decisions: readonly Decision[];
  readonly errors: readonly HeardError[];
}

/** What the panel shows, all of it asked of Vitrine's public API. */
export interface DebugState extends ExportedData, Heard {
  readonly vitrine: Vitrine;
  /** Holds the lists that were found in the page's markup, and what was not looked at. */
  readonly markup: PageMarkup;
}

/** What the panel's own parts ask for under this slot is no list of the page's. */
export const panelSlot = 'vitrine-debug';

/** Most decisions and errors that are kept, in memory, newest last. */
const maxHeard = 100;

/** Calls back with the state now and after every change of it; changes in a row are told once. */
export function watchState(vitrine: Vitrine, before: Heard, show: (state: DebugState) => unknown): () => void {
  let { decisions, errors } = before;
  decisions = decisions.filter(({ slot }) => slot !== panelSlot);
  let isReading = false;
  let isStale = false;
  let isStopped = false;
  const refresh = async () => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    while (isStale && !isStopped) {
      isStale = false;
      const data = await vitrine.exportData();
      if (!isStopped) await show({ ...data, vitrine, decisions, errors, markup: readPageMarkup() });
    }
    isReading = false;
  };
  const stopListening = [
    ...(['profile', 'event', 'consent'] as const).map((name) => vitrine.on(name, () => void refresh())),
    vitrine.on('decision', (decision) => {
      if (decision.slot === panelSlot) return;
      decisions = [...decisions, decision].slice(-maxHeard);
      void refresh();
    }),
    vitrine.on('error', (error) => {
      errors = [...errors, { at: Date.now(), error }].slice(-maxHeard);
      void refresh();
    }),
  ];
  const onList = () => void refresh();
  document.addEventListener('vitrine:rerank', onList);
  void refresh();
  return () => {
    isStopped = true;
    document.removeEventListener('vitrine:rerank', onList);
    for (const stop of stopListening) stop();
  };
}
