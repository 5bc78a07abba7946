import { expose } from 'comlink';
import { vi } from 'vitest';
import { createMemoryEventStore } from '../../src/events/store/memory-store.js';
import { transferErrors } from '../../src/worker/wire/error-transfer.js';
import { createWorkerApi } from '../../src/worker/worker-api.js';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { createMemoryCaches } from '../worker/memory-caches.js';
import { createModelServer } from '../worker/model-server.js';

/** Where the page with a worker has its model. */
export const modelUrl = 'https://shop.example/model/';

/** How many workers pages have started so far. */
export const startedWorkers = { count: 0 };

/**
 * Gives Node as much of a browser as a page needs, and a `Worker` that runs the real worker's code behind a real
 * `MessageChannel`: what cannot be cloned fails as it does in a browser.
 */
export async function installPage(): Promise<void> {
  const server = createModelServer(await encodeModelFiles(createTinyModel()));
  const caches = createMemoryCaches();
  transferErrors();

  class WorkerInProcess extends EventTarget {
    readonly #channel = new MessageChannel();

    constructor() {
      super();
      startedWorkers.count++;
      const { port1, port2 } = this.#channel;
      const openStore = async () => createMemoryEventStore();
      const importFile = async () => {};
      expose(createWorkerApi({ fetch: server.fetch, caches, openStore, importFile, now: Date.now }), port2);
      port1.onmessage = ({ data, ports }) =>
        this.dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
    }

    postMessage(message: unknown, transfer: Transferable[] = []): void {
      this.#channel.port1.postMessage(message, transfer as MessagePort[]);
    }

    terminate(): void {
      this.#channel.port1.close();
    }
  }

  class PageDocument extends EventTarget {
    readonly readyState = 'complete';

    get baseURI() {
      return 'https://shop.example/';
    }
  }
  const browser = new EventTarget();
  vi.stubGlobal('Worker', WorkerInProcess);
  vi.stubGlobal('Document', PageDocument);
  vi.stubGlobal('document', new PageDocument());
  vi.stubGlobal('location', new URL('https://shop.example/'));
  vi.stubGlobal('navigator', { webdriver: false, userAgent: 'a browser', hardwareConcurrency: 4 });
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => setTimeout(callback, 1));
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser));
}
