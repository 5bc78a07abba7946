import { expose } from 'comlink';
import { parseRecordedEvent } from '../events/event/event.js';
import { openIndexedDbStore } from '../events/store/indexeddb-store.js';
import { transferErrors } from './wire/error-transfer.js';
import { createWorkerApi } from './worker-api.js';

// The entry of dist/vitrine.worker.js: the platform's own parts, and nothing else.
transferErrors();
const api = createWorkerApi({
  // The browser's fetch refuses to be called as another object's method.
  fetch: (input, init) => fetch(input, init),
  // Cache Storage is missing on plain HTTP.
  caches: globalThis.caches,
  // The page makes the database: a worker that has not heard yet that it is gone must not bring it back.
  openStore: (namespace, onError) =>
    openIndexedDbStore({ namespace, onError, isWanted: () => false, parse: parseRecordedEvent }),
  // The build marks it for bundlers, so that they leave it alone: the page has had them find the file.
  importFile: (url) => import(url),
  now: Date.now,
});
// Loading a model takes its time: a message that means nothing tells the page that this worker is alive.
const tellAlive = () => postMessage(null);
tellAlive();
const timer = setInterval(tellAlive, 5000);
expose({
  ...api,
  start: (...given: Parameters<typeof api.start>) => api.start(...given).finally(() => clearInterval(timer)),
});
