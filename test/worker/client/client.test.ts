import { MessageChannel } from 'node:worker_threads';
import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildId } from '../../../src/build-id.js';
import { VitrineError } from '../../../src/errors.js';
import { createWorkerClient } from '../../../src/worker/client/client.js';
import { transferErrors } from '../../../src/worker/wire/error-transfer.js';
import type { ScoreReply, WorkerApi, WorkerReady, WorkerSetup } from '../../../src/worker/wire/protocol.js';

const setup: WorkerSetup = { modelUrl: 'https://shop.example/model/', namespace: 'v', hasStorage: true, backends: [] };
const ready = { buildId, modelHash: 'cafe' } as WorkerReady;
const reply = { eventCount: 3, table: { sequence: Float32Array.of(1, 2) } } as unknown as ScoreReply;
const never = new Promise<never>(() => {});

/** What the test's worker answers, and the worker itself once it was started. */
let api: Partial<WorkerApi>;
let started: FakeWorker[];

/** A worker on a message channel: real structured clones, and failures on demand. */
class FakeWorker extends EventTarget {
  isTerminated = false;
  private readonly channel = new MessageChannel();
  constructor(
    readonly url: string | URL,
    readonly options: WorkerOptions,
  ) {
    super();
    started.push(this);
    expose(api, this.channel.port2 as unknown as MessagePort);
    this.channel.port1.on('message', (data) => this.dispatchEvent(new MessageEvent('message', { data })));
  }
  postMessage(message: unknown, transfer: never[] = []) {
    if (!this.isTerminated) this.channel.port1.postMessage(message, transfer);
  }
  terminate() {
    this.isTerminated = true;
    this.channel.port1.close();
  }
  fail(message = '') {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

function open(workerUrl?: string) {
  const errors: VitrineError[] = [];
  const client = createWorkerClient({ workerUrl, setup, onError: (error) => errors.push(error) });
  const codes = () => errors.map(({ code }) => code);
  return { client, errors, codes };
}

beforeEach(() => {
  started = [];
  api = { start: async () => ready, score: async () => reply, forget: async () => {} };
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', new URL('https://shop.example/page'));
  transferErrors();
});
afterEach(() => {
  for (const worker of started) worker.terminate();
  vi.unstubAllGlobals();
});

describe('createWorkerClient', () => {
  it('starts a module worker beside itself, or where it is told to', async () => {
    await open().client.ready;
    await open('/assets/w.js').client.ready;
    expect(started.map(({ url, options }) => [String(url).split('/').at(-1), options.type])).toEqual([
      ['vitrine.worker.js', 'module'],
      ['w.js', 'module'],
    ]);
  });

  it('hands setup and events over, and answers back', async () => {
    const heard: unknown[] = [];
    api.start = async (given) => {
      heard.push(given);
      return ready;
    };
    api.score = async (...given) => {
      heard.push(...given);
      return reply;
    };
    const { client, errors } = open();
    expect(await client.ready).toEqual(ready);
    expect(await client.score([], { itemIds: ['a'] })).toEqual(reply);
    expect(heard).toEqual([setup, [], { itemIds: ['a'] }]);
    expect(errors).toEqual([]);
  });

  it('keeps the code of an error that the worker throws, and reports it once', async () => {
    api.start = async () => {
      throw new VitrineError('MODEL_VERSION', 'the model has format 9');
    };
    const { client, errors } = open();
    const error = await client.ready.catch((thrown) => thrown);
    expect(error).toBeInstanceOf(VitrineError);
    expect(error).toMatchObject({ code: 'MODEL_VERSION', message: 'the model has format 9' });
    await expect(client.score([], { itemIds: [] })).rejects.toBe(error);
    expect(errors).toEqual([error]);
    expect(started[0]!.isTerminated).toBe(true);
  });

  it.each([undefined, 'another'])('takes no answer from a worker of another build (%s)', async (workerBuild) => {
    api.start = async () => ({ ...ready, buildId: workerBuild }) as WorkerReady;
    const { client, errors } = open();
    await expect(client.ready).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    await expect(client.score([], { itemIds: [] })).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(`of build ${workerBuild}`)]);
    expect(started[0]!.isTerminated).toBe(true);
  });

  it('reports a failed call without giving up on the worker', async () => {
    api.score = async () => {
      throw new RangeError('out of memory');
    };
    const { client, errors } = open();
    await client.ready;
    await expect(client.score([], { itemIds: [] })).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(errors).toHaveLength(1);
    await client.forget();
    expect(started[0]!.isTerminated).toBe(false);
  });

  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  };
  const getter = () => ({
    get limit(): number {
      throw new Error('of the page');
    },
  });
  it.each([
    ['a proxy', () => new Proxy([], {})],
    ['a revoked proxy', revoked],
    ['a function', () => () => 'secret'],
    ['a symbol', () => Symbol('secret')],
    ['a getter that throws', getter],
    ['a promise', () => Promise.resolve()],
  ])('refuses a call with %s alone, and the worker goes on', async (_, make) => {
    const { client, errors } = open();
    await client.ready;
    const scope = { limit: 1, exclude: make() } as unknown as Parameters<typeof client.score>[1];
    await expect(client.score([], scope)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    await expect(client.score([], make() as never)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    expect(await client.score([], { itemIds: [] })).toEqual(reply);
    expect([started.length, started[0]!.isTerminated]).toEqual([1, false]);
    expect(errors.map(({ code }) => code)).toEqual(['OPTION_INVALID', 'OPTION_INVALID']);
    expect(errors.map(({ message }) => message).join()).not.toMatch(/secret|of the page/);
  });

  it('gives up a worker whose script stalls, and one that falls silent while it loads', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    api.start = () => never;
    const stalled = open();
    const silent = open();
    started[1]!.dispatchEvent(new MessageEvent('message', { data: null }));
    const failed = [
      expect(stalled.client.ready).rejects.toMatchObject({ code: 'WORKER_UNAVAILABLE' }),
      expect(silent.client.ready).rejects.toMatchObject({ code: 'WORKER_FAILED' }),
    ];
    vi.advanceTimersByTime(60_000);
    await Promise.all(failed);
    vi.useRealTimers();
    expect([stalled.codes(), silent.codes()]).toEqual([['WORKER_UNAVAILABLE'], ['WORKER_FAILED']]);
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, true]);
  });

  it('waits for a worker that loads for minutes and gives signs of life', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let finish = (_: WorkerReady) => {};
    const loading = new Promise<WorkerReady>((resolve) => {
      finish = resolve;
    });
    api.start = () => loading;
    const { client, codes } = open();
    for (let i = 0; i < 30; i++) {
      vi.advanceTimersByTime(10_000);
      started[0]!.dispatchEvent(new MessageEvent('message', { data: null }));
    }
    vi.useRealTimers();
    finish(ready);
    expect(await client.ready).toEqual(ready);
    expect(codes()).toEqual([]);
  });

  it('passes on what the worker recovers from', async () => {
    api.start = async (_, report) => {
      report('BACKEND_LOST', 'the device took webgl away');
      return ready;
    };
    const { client, codes } = open();
    await client.ready;
    await vi.waitFor(() => expect(codes()).toEqual(['BACKEND_LOST']));
  });

  it('passes on that another backend runs the model', async () => {
    api.start = async (_setup, _report, onBackend) => {
      onBackend();
      return ready;
    };
    const onBackend = vi.fn();
    await createWorkerClient({ setup, onError: () => {}, onBackend }).ready;
    await vi.waitFor(() => expect(onBackend).toHaveBeenCalledTimes(1));
  });

  it('says WORKER_UNAVAILABLE when the worker cannot be constructed', async () => {
    vi.stubGlobal('Worker', () => {
      throw new DOMException('of another origin', 'SecurityError');
    });
    const { client, codes } = open();
    await expect(client.ready).rejects.toMatchObject({ code: 'WORKER_UNAVAILABLE' });
    await expect(client.score([], { itemIds: [] })).rejects.toMatchObject({ code: 'WORKER_UNAVAILABLE' });
    await expect(client.forget()).rejects.toMatchObject({ code: 'WORKER_UNAVAILABLE' });
    client.terminate();
    expect(codes()).toEqual(['WORKER_UNAVAILABLE']);
  });

  it('says WORKER_UNAVAILABLE when the script does not load', async () => {
    api.start = () => never;
    const { client, errors } = open();
    started[0]!.fail();
    await expect(client.ready).rejects.toMatchObject({ code: 'WORKER_UNAVAILABLE' });
    const source = new URL('../../../src/worker/client/vitrine.worker.js', import.meta.url);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining(`the worker ${source} does not start`),
    ]);
    // Looking for the URL has started no other worker, and left the page's own constructor where it was.
    expect([started.length, globalThis.Worker]).toEqual([1, FakeWorker]);
  });

  it('lets a call wait that comes while the reason is looked for, and reports one failure', async () => {
    api.start = () => never;
    const { client, codes } = open();
    started[0]!.fail();
    started[0]!.fail();
    await expect(client.score([], { itemIds: [] })).rejects.toMatchObject({ code: 'WORKER_UNAVAILABLE' });
    expect(codes()).toEqual(['WORKER_UNAVAILABLE']);
  });

  it.each(['error', 'messageerror'])('rejects what waits and what comes later after a crash (%s)', async (kind) => {
    api.score = () => never;
    const { client, codes } = open();
    await client.ready;
    const waiting = client.score([], { itemIds: [] });
    const dispatch = () =>
      kind === 'error' ? started[0]!.fail('out of memory') : started[0]!.dispatchEvent(new Event(kind));
    dispatch();
    dispatch();
    await expect(waiting).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    await expect(client.forget()).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(codes()).toEqual(['WORKER_FAILED']);
  });

  it('ends silently', async () => {
    api.score = () => never;
    const { client, errors } = open();
    await client.ready;
    const waiting = client.score([], { itemIds: [] });
    client.terminate();
    await expect(waiting).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    await expect(client.forget()).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(errors).toEqual([]);
    expect(started[0]!.isTerminated).toBe(true);
  });
});
