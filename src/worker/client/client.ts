import { proxy, releaseProxy, wrap } from 'comlink';
import { buildId } from '../../build-id.js';
import { VitrineError, type VitrineErrorCode } from '../../errors.js';
import type { RecordedEvent } from '../../events/event/event.js';
import { createBreaker } from '../wire/breaker.js';
import { transferErrors } from '../wire/error-transfer.js';
import type { ScoreReply, ScoreScope, ShopperStanding, WorkerApi, WorkerReady, WorkerSetup } from '../wire/protocol.js';
import { explainRefusedStart, explainWorker, nameWorker } from './explain-worker.js';
import { createSilence } from './silence.js';
import { findTriedUrl, spawnWorker } from './spawn-worker.js';
import { watchRefusals } from './watch-refusals.js';

export interface WorkerClientOptions {
  /** Where `vitrine.worker.js` is served; by default beside this module. */
  readonly workerUrl?: string | URL;
  readonly setup: WorkerSetup;
  /** Hears of every failure once, whether or not a call was waiting. */
  readonly onError: (error: VitrineError) => void;
  /** Hears that another backend runs the model from now on. */
  readonly onBackend?: () => void;
}

/** Seconds in which the worker's script has to load; afterwards a worker that loads a model gives signs of life. */
const maxSilentStartSeconds = 45;

/**
 * The page's side of the worker.
 *
 * No call hangs once the worker is broken: what waits rejects, and so does every later call. A rejection needs no
 * report: `onError` has heard of it already. A call that cannot be sent rejects alone, with `OPTION_INVALID`.
 */
export interface WorkerClient {
  /** Resolves when the model is loaded, verified and can answer. */
  readonly ready: Promise<WorkerReady>;
  /** @see WorkerApi.score */
  score(newEvents: readonly RecordedEvent[], scope: ScoreScope): Promise<ScoreReply>;
  /** @see WorkerApi.makeRecord */
  makeRecord(): Promise<string | null>;
  /** @see WorkerApi.storeRecord */
  storeRecord(text: string | null): Promise<void>;
  /** @see WorkerApi.standing */
  standing(): Promise<ShopperStanding>;
  /** @see WorkerApi.forget */
  forget(): Promise<void>;
  /** Ends the worker at once; calls that wait reject, silently. */
  terminate(): void;
}

/**
 * Starts the worker and, in it, the model.
 *
 * Errors: `WORKER_UNAVAILABLE` when the worker cannot be constructed or its script does not load, `WORKER_FAILED`
 * when it crashes or falls silent later, `OPTION_INVALID` for a call that cannot be cloned, and whatever `start` and `score`
 * throw in the worker.
 */
export function createWorkerClient(options: WorkerClientOptions): WorkerClient {
  const { workerUrl, setup, onError, onBackend = () => {} } = options;
  transferErrors();
  const life = createBreaker();
  const reported = new WeakSet<Error>();
  let worker: Worker | undefined;
  let hasAnswered = false;
  let isReady = false;
  let release = () => {};
  const refusals = watchRefusals();
  const tried = () => findTriedUrl(workerUrl);
  let isExplaining = false;

  const report = (error: VitrineError) => {
    if (reported.has(error)) return;
    reported.add(error);
    onError(error);
  };
  const end = (error: VitrineError) => {
    if (life.broken()) return;
    release();
    refusals.end();
    worker?.terminate();
    life.break(error);
  };
  const fail = (error: VitrineError) => {
    if (life.broken()) return;
    end(error);
    report(error);
  };
  const unavailable = (reason: string) =>
    fail(new VitrineError(hasAnswered ? 'WORKER_FAILED' : 'WORKER_UNAVAILABLE', `the worker failed: ${reason}`));
  /** The calls that wait go on waiting while the reason is looked for: each has its own deadline. */
  const explain = async (message: string) => {
    if (isExplaining) return;
    isExplaining = true;
    worker?.terminate();
    const failed = { url: tried(), isNamed: workerUrl !== undefined, message, refusals };
    fail(new VitrineError('WORKER_UNAVAILABLE', await explainWorker(failed)));
  };
  const silence = createSilence(
    () => unavailable(hasAnswered ? 'it fell silent' : `its script stalled (${tried() ?? 'from your bundler'})`),
    () => (isReady ? 15 : maxSilentStartSeconds),
  );
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    const broken = life.broken();
    if (broken) throw broken;
    const answered = silence.await();
    try {
      return await life.guard(work());
    } catch (cause) {
      // What the worker throws arrives as a VitrineError: anything else was thrown here, while the call was copied.
      const error =
        cause instanceof VitrineError
          ? cause
          : new VitrineError('OPTION_INVALID', 'a call cannot be copied to the worker: pass plain data', { cause });
      if (error !== life.broken()) report(error);
      throw error;
    } finally {
      answered();
    }
  };

  const open = () => {
    worker = spawnWorker(workerUrl);
    worker.addEventListener('message', () => {
      hasAnswered = true;
      silence.heard();
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault(); // what is reported need not show up on the page's console as well
      // A script that does not load gives an event without a message.
      if (hasAnswered) unavailable(event.message);
      else void explain(event.message ?? '');
    });
    worker.addEventListener('messageerror', () => unavailable('its message cannot be read, is its version another?'));
    return wrap<WorkerApi>(worker);
  };

  try {
    const api = open();
    // Comlink makes a proxy of each method that is named, and runs code of its own when one is collected as garbage: for
    // that a page is thrown out of the back/forward cache. So each is named once, and given up by name.
    const { start, score, makeRecord, storeRecord, standing, forget } = api;
    release = () => {
      for (const each of [start, score, makeRecord, storeRecord, standing, forget, api]) each[releaseProxy]();
    };
    const hear = proxy((code: VitrineErrorCode, message: string) => report(new VitrineError(code, message)));
    const begin = async () => {
      const started = await start(setup, hear, proxy(onBackend));
      if (started.buildId === buildId) return started;
      throw new VitrineError(
        'WORKER_FAILED',
        `${nameWorker(tried())} is of build ${started.buildId}, expected ${buildId}: deploy all files of one build`,
      );
    };
    const ready = call(begin);
    ready.then(() => {
      isReady = true;
      refusals.end();
    }, fail); // without a model no call can succeed
    return {
      ready,
      score: (newEvents, scope) => call(() => score(newEvents, scope)),
      makeRecord: () => call(() => makeRecord()),
      storeRecord: (text) => call(() => storeRecord(text)),
      standing: () => call(() => standing()),
      forget: () => call(() => forget()),
      terminate() {
        end(new VitrineError('WORKER_FAILED', 'the worker was ended'));
      },
    };
  } catch (cause) {
    // Thrown for a worker of another origin, and where a policy forbids workers.
    fail(new VitrineError('WORKER_UNAVAILABLE', explainRefusedStart(tried(), cause), { cause }));
    const broken = () => Promise.reject(life.broken());
    const ready = broken();
    ready.catch(() => {});
    return {
      ready,
      score: broken,
      makeRecord: broken,
      storeRecord: broken,
      standing: broken,
      forget: broken,
      terminate: () => {},
    };
  }
}
