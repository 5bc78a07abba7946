import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordedEvent } from '../../src/events/event/event.js';
import type { EventStore } from '../../src/events/store/event-store.js';
import { createMemoryEventStore } from '../../src/events/store/memory-store.js';
import { readOrderRecord } from '../../src/ranking/order-record.js';
import type { Execution } from '../../src/worker/execution/execution.js';
import { adaptationKey, recordKey, type WorkerApi, type WorkerSetup } from '../../src/worker/wire/protocol.js';
import { createWorkerApi } from '../../src/worker/worker-api.js';
import { createRandomModel, encodeModelFiles } from '../encoder/random-model.js';
import { createMemoryCaches } from './memory-caches.js';
import { createModelServer, type ModelServer } from './model-server.js';

/** Counts passes, and holds them back while a test says so; remembers what else was asked of the execution. */
const passes = vi.hoisted(() => ({ count: 0, held: undefined as Promise<void> | undefined, asked: [] as string[] }));
vi.mock('../../src/worker/execution/execution.js', async (original) => {
  const { openExecution } = await original<typeof import('../../src/worker/execution/execution.js')>();
  return {
    openExecution(...given: Parameters<typeof openExecution>): Execution {
      const execution = openExecution(...given);
      // What an earlier test left running must not speak in this one.
      const { asked } = passes;
      return {
        ...execution,
        async encode(sequence) {
          passes.count++;
          asked.push('encode');
          await passes.held;
          return execution.encode(sequence);
        },
        async accelerate() {
          asked.push('accelerate');
          given[1].onChange?.();
        },
        forget() {
          asked.push('forget');
          execution.forget();
        },
      };
    },
  };
});

const files = await encodeModelFiles(createRandomModel());
const startTime = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
const page = { itemIds: ['item-7', 'sold out', 'item-2'] };
const view = (row: number, at = 0): RecordedEvent => ({
  type: 'view_item',
  itemId: `item-${row}`,
  id: `event-${row}-${at}`,
  time: startTime + at,
});

let server: ModelServer;
let store: EventStore;
let now: number;
let reported: string[];
let caches: ReturnType<typeof createMemoryCaches>;

async function start(setup: Partial<WorkerSetup> = {}, openStore = async () => store) {
  const api = createWorkerApi(
    { fetch: server.fetch, caches, openStore, importFile: async () => {}, now: () => now },
    0,
  );
  let changes = 0;
  const ready = await api.start(
    { modelUrl: server.url, namespace: 'vitrine', hasStorage: true, backends: ['webgl'], ...setup },
    (code) => reported.push(code),
    () => {
      changes++;
    },
  );
  return { api, ready, changes: () => changes };
}
const recordOf = async (api: WorkerApi) => readOrderRecord(await api.makeRecord());
const readStored = () => store.getState<string>(recordKey);
const totalsOf = (scores: { sequence: Float32Array; cluster: Float32Array; repeat: Float32Array }) =>
  [...scores.sequence].map((value, i) => value + scores.cluster[i]! + scores.repeat[i]!);

beforeEach(() => {
  server = createModelServer(files);
  caches = createMemoryCaches();
  now = startTime + 10 * minute;
  store = createMemoryEventStore({ now: () => now });
  reported = [];
  Object.assign(passes, { count: 0, held: undefined, asked: [] });
});

describe('the worker', () => {
  it('tells the page what it loaded', async () => {
    const { ready } = await start();
    expect(ready).toMatchObject({ itemCount: 40, positionWeight: 0.2, requestCount: 3 });
    expect(ready.clusters.map(({ label }) => label)).toEqual(['cluster 0', 'cluster 1', 'cluster 2']);
  });

  it('starts without a database that hangs, and says so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const starting = start({}, () => new Promise<never>(() => {}));
    let isStarted = false;
    void starting.then(() => {
      isStarted = true;
    });
    while (!isStarted) {
      await vi.advanceTimersByTimeAsync(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    vi.useRealTimers();
    const { api } = await starting;
    expect((await api.score([view(3)], page)).hasHistory).toBe(true);
    expect(reported).toEqual(['STORAGE_UNAVAILABLE']);
  });

  it('has nothing to rank by before the first known item', async () => {
    const { api } = await start();
    const reply = await api.score([{ type: 'search', query: 'mug', id: 's', time: startTime }], page);
    expect(reply).toMatchObject({ eventCount: 1, hasHistory: false, encodeMs: 0, table: { itemIds: [] } });
    // What is likely of anybody: the clusters' sizes, 20, 21 and 22.
    expect((await api.standing()).clusterProbabilities).toEqual([20 / 63, 21 / 63, 22 / 63]);
    expect(await api.makeRecord()).toBeNull();
  });

  it('scores the items of a page after the events that came with the question', async () => {
    const { api } = await start();
    const { table, ...reply } = await api.score([view(3), view(5, minute), view(7, 2 * minute)], page);
    expect(reply).toMatchObject({ eventCount: 3, hasHistory: true });
    expect(table.itemIds).toEqual(['item-7', 'item-2']);
    expect(table.history).toEqual(['item-7', 'item-5', 'item-3']);
    expect(table.repeat[0]).toBeCloseTo(0.3 * (Math.log(2) + 0.5), 6);
    expect(table.repeat[1]).toBe(0);
    const { clusterProbabilities } = await api.standing();
    expect(clusterProbabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    // The order of the events counts.
    const other = await (await start({ hasStorage: false })).api.score(
      [view(7), view(5, minute), view(3, 2 * minute)],
      page,
    );
    expect(Math.abs(other.table.sequence[0]! - table.sequence[0]!)).toBeGreaterThan(0.01);
  });

  it('answers on plain arrays first, and only then warms up a backend, once', async () => {
    const { api, changes } = await start();
    expect(await api.score([view(3)], page)).toMatchObject({ backend: 'cpu', warmUpMs: 0 });
    expect(passes.asked).toEqual(['encode']);
    await vi.waitFor(() => expect(passes.asked).toEqual(['encode', 'accelerate']));
    expect(changes()).toBe(1);
    await api.score([view(5, minute)], page);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(passes.asked).toEqual(['encode', 'accelerate', 'encode']);
  });

  it('warms up a backend for a shopper without history too', async () => {
    const { api } = await start({ hasStorage: false });
    await api.score([], page);
    await vi.waitFor(() => expect(passes.asked).toEqual(['accelerate']));
  });

  it('has the execution forget the shopper too', async () => {
    const { api } = await start();
    await api.score([view(3)], page);
    await api.forget();
    expect(passes.asked).toContain('forget');
  });

  it('places the shopper among the clusters, with the distance to each', async () => {
    const { api } = await start();
    expect(await api.standing()).toMatchObject({ cluster: null, clusterDistances: [], visits: [] });
    await api.score([view(3)], page);
    const { cluster, clusterDistances, clusterProbabilities } = await api.standing();
    expect(clusterDistances).toHaveLength(3);
    expect(clusterDistances[cluster!]).toBe(Math.min(...clusterDistances));
    expect(clusterProbabilities[cluster!]).toBe(Math.max(...clusterProbabilities));
  });

  it('says none of the clusters to a shopper beyond their reach, and ranks on', async () => {
    const model = createRandomModel();
    const near = { ...model, clusters: { ...model.clusters, radii: new Float32Array(3).fill(0.01) } };
    const { table } = await (await start()).api.score([view(3)], page);
    server.files = await encodeModelFiles(near);
    const { api } = await start({ hasStorage: false });
    const reply = await api.score([view(3)], page);
    expect(reply.hasHistory).toBe(true);
    expect(reply.table).toEqual(table);
    expect(await api.standing()).toMatchObject({ cluster: null, visits: [{ cluster: null }] });
  });

  it('tells where the shopper stood at the end of each visit, and now', async () => {
    const { api } = await start();
    now = startTime + 200 * minute;
    const events = [view(3), view(5, minute), view(7, 60 * minute), view(30, 120 * minute), view(31, 121 * minute)];
    const stood: { cluster: number | null; probability: number }[] = [];
    for (const upTo of [2, 3, 5]) {
      const before = (await start({ hasStorage: false })).api;
      await before.score(events.slice(0, upTo), page);
      const { cluster, clusterProbabilities } = await before.standing();
      stood.push({ cluster, probability: clusterProbabilities[cluster!] });
    }
    await api.score(events, page);
    const { visits } = await api.standing();
    expect(visits.map(({ cluster }) => cluster)).toEqual(stood.map(({ cluster }) => cluster));
    visits.forEach(({ probability }, i) => {
      expect(probability).toBeCloseTo(stood[i].probability, 5);
    });
  });

  it('tells of the last twelve visits', async () => {
    server.files = await encodeModelFiles(createRandomModel({ maxSequenceLength: 60 }));
    const { api } = await start();
    await api.score(
      Array.from({ length: 20 }, (_, i) => view(i, i * 60 * minute)),
      page,
    );
    expect((await api.standing()).visits).toHaveLength(12);
  });

  it('lets the clusters adapt where the shop wants it, and forgets that with the shopper', async () => {
    const events = [view(3), view(5, 60 * minute), view(7, 120 * minute)];
    now = startTime + 121 * minute;
    const distances = async ({ api }: Pick<Awaited<ReturnType<typeof start>>, 'api'>, visited = events) => {
      await api.score(visited, page);
      return (await api.standing()).clusterDistances;
    };
    const trained = await distances(await start({ hasStorage: false }));
    const started = await start({ adaptsClusters: true });
    await distances(started);
    await vi.waitFor(async () => expect(await store.getState(adaptationKey)).toBeDefined());
    expect(await distances(started, [])).not.toEqual(trained);
    await started.api.forget();
    expect(await store.getState(adaptationKey)).toBeUndefined();
    const once = [view(3, 1)];
    expect(await distances(started, once)).toEqual(await distances(await start({ hasStorage: false }), once));
  });

  it('removes what an earlier page kept of that once the shop has turned it off', async () => {
    await store.setState(adaptationKey, { model: 'x', learnedUntil: 0, shifts: [] });
    await start();
    expect(await store.getState(adaptationKey)).toBeUndefined();
  });

  it('works with a model that has no clusters', async () => {
    server.files = await encodeModelFiles(createRandomModel({ nClusters: 0 }));
    const { api, ready } = await start();
    expect(ready.clusters).toEqual([]);
    const { table } = await api.score([view(3)], page);
    expect((await api.standing()).clusterProbabilities).toEqual([]);
    expect([...table.cluster]).toEqual([0, 0]);
  });

  it('gives the best of the catalogue, best first', async () => {
    const { api } = await start();
    const { table } = await api.score([view(3)], { limit: 5, exclude: ['item-3'] });
    expect(table.itemIds).toHaveLength(5);
    expect(table.itemIds).not.toContain('item-3');
    const totals = totalsOf(table);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
  });

  it('goes on from the stored history', async () => {
    await store.append([view(3), view(5, minute)]);
    const { api } = await start();
    const reply = await api.score([view(5, minute), view(7, 2 * minute)], page);
    expect(reply.eventCount).toBe(3);
    const fresh = await start({ hasStorage: false });
    const same = await fresh.api.score([view(3), view(5, minute), view(7, 2 * minute)], page);
    expect(same.table).toEqual(reply.table);
  });

  it('encodes only when something changed', async () => {
    const { api } = await start();
    await api.score([view(3)], page);
    await api.score([], page);
    await api.score([view(3)], { limit: 3, exclude: [] });
    expect(passes.count).toBe(1);
    now += 31 * minute; // a new session
    await api.score([], page);
    expect(passes.count).toBe(2);
  });

  it('answers a burst of events by few encodings, the last one knowing them all', async () => {
    const { api } = await start();
    let release = () => {};
    passes.held = new Promise((resolve) => {
      release = resolve;
    });
    const replies = Array.from({ length: 10 }, (_, i) => api.score([view(i, i * 1000)], page));
    await vi.waitFor(() => expect(passes.count).toBe(1));
    release();
    const counts = (await Promise.all(replies)).map(({ eventCount }) => eventCount);
    expect(counts.at(-1)).toBe(10);
    for (const [i, count] of counts.entries()) expect(count).toBeGreaterThan(i);
    expect(passes.count).toBeLessThanOrEqual(2);
  });

  it('makes an order record that orders a page as the answer does, with reasons for its first items', async () => {
    const { api, ready } = await start();
    const { table } = await api.score([view(3), view(5, minute)], { limit: 40, exclude: [] });
    const record = (await recordOf(api))!;
    const { modelHash, positionWeight } = ready;
    expect(record).toMatchObject({ modelHash, positionWeight, eventCount: 2, madeAt: now });
    expect(record.history).toEqual(['item-5', 'item-3']);
    expect(record.itemIds).toEqual(table.itemIds);
    expect(record.because).toEqual([...table.because]);
    for (const [i, total] of totalsOf(table).entries()) expect(record.scores[i]).toBeCloseTo(total, 2);
  });

  it('puts first into the record what lists showed, and makes no other that says the same', async () => {
    const { api } = await start({ shownIds: ['item-30', 'gone', 'item-2'] });
    await api.score([view(3)], page);
    const record = (await recordOf(api))!;
    expect(record.itemIds.slice(0, record.nShown)).toEqual(['item-7', 'item-2', 'item-30']);
    expect(await recordOf(api)).toBeNull();
    await api.score([], { itemIds: ['item-9'] });
    expect((await recordOf(api))!.itemIds.slice(0, 2)).toEqual(['item-9', 'item-7']);
    await api.score([], { itemIds: ['item-9'] });
    expect(await recordOf(api)).toBeNull();
  });

  it('stores a record that the page cannot keep, and forgets it with the shopper', async () => {
    const { api } = await start();
    await api.score([view(3)], page);
    await api.storeRecord(await api.makeRecord());
    expect(readOrderRecord(await readStored())).toMatchObject({ eventCount: 1 });
    await api.storeRecord(null);
    expect(await readStored()).toBeUndefined();
    await api.storeRecord('a record');
    await api.forget();
    expect([await readStored(), await api.makeRecord()]).toEqual([undefined, null]);
    expect(await api.score([], page)).toMatchObject({ eventCount: 0, hasHistory: false });
  });

  it('writes nothing of a pass that was running when it was told to forget', async () => {
    const setState = vi.spyOn(store, 'setState');
    const { api } = await start();
    let release = () => {};
    passes.held = new Promise((resolve) => {
      release = resolve;
    });
    const running = api.score([view(3)], page);
    await vi.waitFor(() => expect(passes.count).toBe(1));
    const forgotten = api.forget();
    release();
    await Promise.all([running, forgotten]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(setState.mock.calls).toEqual([[recordKey, undefined]]);
  });

  it('touches no storage at all where it may not', async () => {
    const openStore = vi.fn(async () => store);
    const { api } = await start({ hasStorage: false }, openStore);
    await api.score([view(3)], page);
    await api.forget();
    expect(openStore).not.toHaveBeenCalled();
    expect(caches.entries()).toEqual([]);
  });

  it('goes on in memory where storage fails, and reports it', async () => {
    const refused = await start({}, () => Promise.reject(new DOMException('denied', 'SecurityError')));
    expect((await refused.api.score([view(3)], page)).hasHistory).toBe(true);
    expect(reported).toEqual(['STORAGE_UNAVAILABLE']);
    reported = [];
    const failing = {
      ...store,
      recent: () => Promise.reject(new Error('lost')),
      setState: () => Promise.reject(new Error('full')),
    };
    const { api } = await start({}, async () => failing);
    expect((await api.score([view(3)], page)).hasHistory).toBe(true);
    await api.storeRecord('a record');
    expect(reported).toEqual(['STORAGE_FAILED', 'STORAGE_FAILED']);
  });

  it('fails every call by the error of its start', async () => {
    server.failure = 404;
    const api = createWorkerApi({
      fetch: server.fetch,
      openStore: async () => store,
      importFile: async () => {},
      now: () => now,
    });
    const setup: WorkerSetup = { modelUrl: server.url, namespace: 'v', hasStorage: false, backends: [] };
    await expect(api.score([], page)).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    await expect(
      api.start(
        setup,
        () => {},
        () => {},
      ),
    ).rejects.toMatchObject({ code: 'MODEL_UNREACHABLE' });
    await expect(api.score([view(3)], page)).rejects.toMatchObject({ code: 'MODEL_UNREACHABLE' });
    await expect(api.forget()).rejects.toMatchObject({ code: 'MODEL_UNREACHABLE' });
  });
});
