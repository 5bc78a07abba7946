import type { VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../../events/event/event.js';
import { createWorkerClient, type WorkerClient, type WorkerClientOptions } from './client.js';

/** How long to wait before each further worker, ms; after the last of them there is none on this page. */
export const restartPausesMs = [0, 4000, 30_000];

/** Events that a further worker is told of, at most: more than any encoder reads. */
const maxKept = 1000;

/**
 * A client that outlives its worker: where one that worked crashes, or the browser ends it, the calls that wait are asked
 * of another, which is told what the first was. Whoever asks sees a late answer, and their deadline passes meanwhile.
 *
 * A worker that never worked is not tried again, and neither is a model that fails.
 *
 * @param create starts a worker
 */
export function createLastingClient(
  options: WorkerClientOptions,
  create: (options: WorkerClientOptions) => WorkerClient = createWorkerClient,
): WorkerClient {
  let client = create(options);
  let nRestarts = 0;
  let restarting: Promise<void> | undefined;
  let isEnded = false;
  let told: RecordedEvent[] = [];
  let isNew = false;

  const restart = async (pauseMs: number) => {
    client.terminate();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (isEnded) return;
    client = create(options);
    isNew = true;
    // Its failure reaches whoever asks.
    client.ready.catch(() => {});
  };

  const ask = async <T>(work: (asked: WorkerClient) => Promise<T>): Promise<T> => {
    for (;;) {
      await restarting;
      const asked = client;
      await asked.ready;
      try {
        return await work(asked);
      } catch (error) {
        if (restarting || asked !== client) continue; // another call has seen to it
        const isLost = (error as VitrineError).code === 'WORKER_FAILED' && nRestarts < restartPausesMs.length;
        if (!isLost || isEnded) throw error;
        restarting = restart(restartPausesMs[nRestarts++]).finally(() => {
          restarting = undefined;
        });
      }
    }
  };

  return {
    ready: client.ready,
    score(newEvents, scope) {
      told = [...told, ...newEvents].slice(-maxKept);
      return ask((asked) => {
        const events = isNew ? told : newEvents;
        isNew = false;
        return asked.score(events, scope);
      });
    },
    makeRecord: () => ask((asked) => asked.makeRecord()),
    storeRecord: (text) => ask((asked) => asked.storeRecord(text)),
    standing: () => ask((asked) => asked.standing()),
    forget() {
      told = [];
      return ask((asked) => asked.forget());
    },
    terminate() {
      isEnded = true;
      client.terminate();
    },
  };
}
