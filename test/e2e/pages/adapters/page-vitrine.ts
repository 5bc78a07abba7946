import { createVitrine, type Vitrine } from 'vitrine';

/** What went wrong on a page, by code. */
export const errors: string[] = [];

/** The Vitrine of a page, patient enough for a busy machine. On a server it is inert. */
export const vitrine: Vitrine = createVitrine({
  modelUrl: '/model/',
  workerUrl: '/vitrine.worker.js',
  consent: 'granted',
  bots: 'record',
  holdout: 0,
  deadlineMs: 10_000,
  onError: ({ code }) => errors.push(code),
});

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
