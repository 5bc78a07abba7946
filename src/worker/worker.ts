import { expose } from 'comlink';
import { parseRecordedEvent } from '../events/event.js';
import { openIndexedDbStore } from '../events/indexeddb-store.js';
import { transferErrors } from './error-transfer.js';
import { createWorkerApi } from './worker-api.js';

// The entry of dist/vitrine.worker.js: the platform's own parts, and nothing else.
transferErrors();
expose(
  createWorkerApi({
    // The browser's fetch refuses to be called as another object's method.
    fetch: (input, init) => fetch(input, init),
    // Cache Storage is missing on plain HTTP.
    caches: globalThis.caches,
    // The page makes the database: a worker that has not heard yet that it is gone must not bring it back.
    openStore: (namespace, onError) =>
      openIndexedDbStore({ namespace, onError, isWanted: () => false, parse: parseRecordedEvent }),
    now: Date.now,
  }),
);
