import { VitrineError } from '../errors.js';
import { pause } from '../events/timing/pause.js';
import { type StartedShopper, startShopper, type WorkerPlatform } from './start-shopper.js';
import type { WorkerApi } from './wire/protocol.js';

/**
 * Creates what the worker offers to the page.
 *
 * Scoring runs one call after another. Events are taken in as they arrive, so that the calls of a burst share one
 * encoding.
 *
 * @param accelerationDelayMs how long after the first answer the worker begins to load what else may run the model: a page
 *   that is left by then does without, and plain arrays answer until then
 */
export function createWorkerApi(platform: WorkerPlatform, accelerationDelayMs = 3000): WorkerApi {
  let started: Promise<StartedShopper> | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => {});
    return result;
  };
  let hasAccelerated = false;
  /** Loading and warming up take turns with the page's own work: only some time after the first answer has left. */
  const accelerateOnce = async ({ execution }: StartedShopper) => {
    if (hasAccelerated) return;
    hasAccelerated = true;
    await pause(accelerationDelayMs);
    await execution.accelerate();
  };
  const afterStart = async (): Promise<StartedShopper> => {
    if (!started) throw new VitrineError('WORKER_FAILED', 'the worker was asked before it was started');
    return started;
  };

  return {
    async start(setup, report, onBackend) {
      started ??= startShopper(setup, platform, ({ code, message }) => report(code, message), onBackend);
      return (await started).ready;
    },
    async score(newEvents, scope) {
      const all = await afterStart();
      const { history, shopper, adaptation } = all;
      history.add(newEvents);
      if ('itemIds' in scope) shopper.noteShown(scope.itemIds);
      const preparing = shopper.prepare(scope);
      if (preparing) await preparing;
      return inTurn(async () => {
        const scored = await shopper.score();
        void accelerateOnce(all);
        if (scored.visited) void adaptation?.learn(scored.visited);
        return shopper.toReply(scored, scope);
      });
    },
    async makeRecord() {
      const { shopper, records } = await afterStart();
      return inTurn(async () => records.make(await shopper.score()));
    },
    async storeRecord(text) {
      const { records } = await afterStart();
      return inTurn(() => records.store(text));
    },
    async standing() {
      const { shopper } = await afterStart();
      return inTurn(async () => shopper.standing(await shopper.score()));
    },
    async forget() {
      const { history, execution, records, adaptation, shopper } = await afterStart();
      history.clear();
      execution.forget();
      shopper.forgetShown();
      return inTurn(async () => {
        await Promise.all([records.store(null), adaptation?.erase()]);
      });
    },
  };
}
