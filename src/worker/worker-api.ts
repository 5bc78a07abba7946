import { VitrineError } from '../errors.js';
import type { WorkerApi } from './protocol.js';
import { type StartedShopper, startShopper, type WorkerPlatform } from './start-shopper.js';

/**
 * Creates what the worker offers to the page.
 *
 * Scoring runs one call after another. Events are taken in as they arrive, so that the calls of a burst share one
 * encoding.
 */
export function createWorkerApi(platform: WorkerPlatform): WorkerApi {
  let started: Promise<StartedShopper> | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => {});
    return result;
  };
  const afterStart = async (): Promise<StartedShopper> => {
    if (!started) throw new VitrineError('WORKER_FAILED', 'the worker was asked before it was started');
    return started;
  };

  return {
    async start(setup, report) {
      started ??= startShopper(setup, platform, ({ code, message }) => report(code, message));
      return (await started).ready;
    },
    async score(newEvents, scope) {
      const { history, shopper, snapshots } = await afterStart();
      history.add(newEvents);
      return inTurn(async () => {
        const scored = await shopper.score();
        snapshots.save(scored);
        return shopper.toReply(scored, scope);
      });
    },
    async forget() {
      const { history, snapshots } = await afterStart();
      history.clear();
      return inTurn(() => snapshots.erase());
    },
  };
}
