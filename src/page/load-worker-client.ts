import { toVitrineError } from '../errors.js';
import type { WorkerClient, WorkerClientOptions } from '../worker/client.js';

/**
 * Loads what starts the model.
 *
 * @throws VitrineError `WORKER_UNAVAILABLE`
 */
export async function importModelStart() {
  try {
    return await import('./model-start.js');
  } catch (error) {
    throw toVitrineError(error, 'WORKER_UNAVAILABLE', 'the client of the worker did not load');
  }
}

/**
 * Starts the worker as soon as the page's side of it is loaded, from a file of its own: a page without consent never asks
 * for it.
 *
 * Errors: those of `createLastingClient`; `WORKER_UNAVAILABLE` when that file does not load.
 */
export function loadWorkerClient(options: WorkerClientOptions): WorkerClient {
  let client: WorkerClient | undefined;
  let isEnded = false;
  const load = async () => {
    try {
      const { createLastingClient } = await importModelStart();
      client = createLastingClient(options);
      if (isEnded) client.terminate();
      return client;
    } catch (error) {
      options.onError(toVitrineError(error, 'WORKER_UNAVAILABLE'));
      throw error;
    }
  };
  const loading = load();
  const ready = loading.then((loaded) => loaded.ready);
  ready.catch(() => {}); // whoever waits for it sees the rejection; it has been reported
  return {
    ready,
    score: async (newEvents, scope) => (await loading).score(newEvents, scope),
    visits: async () => (await loading).visits(),
    forget: async () => (await loading).forget(),
    terminate() {
      isEnded = true;
      client?.terminate();
    },
  };
}
