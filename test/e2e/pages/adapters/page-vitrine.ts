import { createVitrine, type Vitrine } from 'vitrine';

/** What went wrong on a page, by code. */
export const errors: string[] = [];

const asked = new URLSearchParams(typeof location === 'undefined' ? '' : location.search);

/** The Vitrine of a page, patient enough for a busy machine; `?holdout` holds the shopper out. On a server it is inert. */
export const vitrine: Vitrine = createVitrine({
  modelUrl: '/model/',
  workerUrl: '/vitrine.worker.js',
  consent: 'granted',
  bots: 'record',
  holdout: asked.has('holdout') ? 1 : 0,
  deadlineMs: 10_000,
  onError: ({ code }) => errors.push(code),
});

/** The exposures that were told, by slot. */
export const exposures: string[] = [];
vitrine.on('exposure', ({ slot }) => exposures.push(slot));

/** Gives a page to its test; with `?mount` its app starts right away. */
export function givePage(page: TestPage): void {
  Object.assign(window, { page, exposures });
  if (asked.has('mount')) page.mount();
}

/** The framework has taken over what is on the page. */
export function noteMounted(): void {
  document.documentElement.dataset.mounted = '';
}

/** What tests read and do on a page. */
export interface TestPage {
  readonly vitrine: Vitrine;
  readonly errors: readonly string[];
  /** The order of every render so far. */
  readonly renders: readonly (readonly string[])[];
  readonly mount: () => void;
  readonly show: (ids: readonly string[]) => void;
  readonly unmount: () => void;
}
