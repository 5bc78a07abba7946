import type { StorageState } from '../trip.js';
import { breakStorage } from './break-storage.js';
import type { WorkerOrder } from './worker-prelude.js';

/**
 * Runs before anything else on every page of the shop: hears what reaches the host page, and lets the trip break things.
 *
 * Only the browser's own parts are bent here, in the way that they fail by themselves; nothing of Vitrine is.
 */

/** What the trip reaches of a page. */
export interface PageHooks {
  readonly exceptions: string[];
  /** Whether the whole page is there: one that is left while it loads stays in parts. */
  isWhole: boolean;
  /** Tells every worker of the page. */
  order(order: WorkerOrder): void;
  /** Ends every worker without a word, as a browser does that needs the memory. */
  endWorkers(): void;
}

declare global {
  interface Window {
    hooks: PageHooks;
    /** On the page that holds the tabs: IndexedDB as every page is to find it. */
    storageState: StorageState;
  }
}

const exceptions: string[] = [];
addEventListener('error', ({ message }) => exceptions.push(message));
addEventListener('unhandledrejection', ({ reason }) => exceptions.push(`unhandled: ${reason}`));

const workers: Worker[] = [];
const BrowserWorker = window.Worker;
window.Worker = class extends BrowserWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers.push(this);
    this.postMessage({ chaos: window.parent.storageState } satisfies { chaos: WorkerOrder });
  }
};

// Nobody waits for seconds on a trip: what is given up after a while is given up sooner here.
const longestMs = 700;
const browserTimeout = window.setTimeout.bind(window);
window.setTimeout = ((work: () => void, ms = 0) => browserTimeout(work, Math.min(ms, longestMs))) as typeof setTimeout;

breakStorage(() => window.parent.storageState);

window.hooks = {
  exceptions,
  isWhole: false,
  order: (chaos) => {
    for (const worker of workers) worker.postMessage({ chaos });
  },
  endWorkers: () => {
    for (const worker of workers) worker.terminate();
  },
};
addEventListener('DOMContentLoaded', () => {
  window.hooks.isWhole = true;
});
