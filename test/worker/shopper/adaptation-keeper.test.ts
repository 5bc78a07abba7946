import { beforeEach, describe, expect, it } from 'vitest';
import type { ClusterAdaptation } from '../../../src/clusters/placing/adaptation.js';
import { assign } from '../../../src/clusters/placing/assign.js';
import type { Model } from '../../../src/encoder/artifact/model.js';
import type { EventStore } from '../../../src/events/store/event-store.js';
import { createMemoryEventStore } from '../../../src/events/store/memory-store.js';
import type { Sequence } from '../../../src/sequence/sequence.js';
import { openAdaptation } from '../../../src/worker/shopper/adaptation-keeper.js';
import { adaptationKey } from '../../../src/worker/wire/protocol.js';
import { createRandomModel } from '../../encoder/random-model.js';

const random = createRandomModel();
const summaries = [7, 4].map((id) => ({ id, label: `${id}`, terms: [], size: 20, topItemIds: [] }));
const centroids = Float32Array.from({ length: 32 }, (_, i) => (i < 16 ? 0 : 10)); // 40 apart
const model: Model = { ...random, clusters: { ...random.clusters, summaries, centroids } };
const start = model.vocabulary.sessionStart;
/** Three visits, the last of which goes on; each stood where all coordinates are the same. */
const stood = [3, 12, 5];
const sequence = { tokens: Int32Array.of(start, 1, 2, start, 3, start, 4) } as Sequence;
const ends = [2, 4, 6].map((place, i) => ({ place, time: 1000 * (i + 1) }));
const standingsAt = (_: Sequence, places: readonly number[]) =>
  places.map((place) => new Float32Array(16).fill(stood[ends.findIndex((end) => end.place === place)]));

let store: EventStore;
let reported: string[];
const open = (of: Model = model, modelHash = 'model', kept: EventStore | null = store) =>
  openAdaptation({
    model: of,
    modelHash,
    standingsAt,
    store: kept,
    onError: ({ code }) => reported.push(code),
  });
const stored = () => store.getState<ClusterAdaptation>(adaptationKey);

beforeEach(() => {
  store = createMemoryEventStore();
  reported = [];
});

describe('the adaptation of clusters', () => {
  it('moves the cluster of each visit that is over towards it, and keeps that by cluster ids', async () => {
    const keeper = await open();
    await keeper.learn({ sequence, ends });
    expect(keeper.version()).toBe(1);
    expect(keeper.centroids()[0]).toBeCloseTo(3 / 21, 6);
    expect(keeper.centroids()[16]).toBeCloseTo(10 + 2 / 21, 6);
    const kept = (await stored())!;
    expect(kept).toMatchObject({ model: 'model', learnedUntil: 2000 });
    expect(kept.shifts.map(({ cluster, count }) => [cluster, count])).toEqual([
      [7, 1],
      [4, 1],
    ]);
    expect(model.clusters.centroids[0]).toBe(0);
  });

  it('learns from a visit once, also on the next page', async () => {
    const keeper = await open();
    await keeper.learn({ sequence, ends });
    await keeper.learn({ sequence, ends });
    const next = await open();
    expect(next.centroids()).toEqual(keeper.centroids());
    await next.learn({ sequence, ends });
    expect(next.centroids()).toEqual(keeper.centroids());
    const over = { tokens: Int32Array.of(...sequence.tokens, start) } as Sequence;
    await next.learn({ sequence: over, ends });
    expect((await stored())!.shifts.find(({ cluster }) => cluster === 7)!.count).toBe(2);
  });

  it('lets a steady shopper near the border come over to the cluster they visit', async () => {
    const keeper = await open();
    const before = keeper.centroids();
    const tokens = Int32Array.from({ length: 81 }, (_, i) => (i % 2 ? 1 : start));
    const visits = Array.from({ length: 40 }, (_, i) => ({ place: 2 * i + 1, time: i + 1 }));
    const steady = await openAdaptation({
      model,
      modelHash: 'model',
      standingsAt: (_, places) => places.map(() => new Float32Array(16).fill(4.9)),
      store: null,
      onError: () => {},
    });
    await steady.learn({ sequence: { tokens } as Sequence, ends: visits });
    const somewhere = new Float32Array(16).fill(5.5);
    expect(assign(somewhere, before, 16)[0]).toBe(1);
    expect(assign(somewhere, steady.centroids(), 16)[0]).toBe(0);
  });

  it('learns nothing from a visit to none of the clusters', async () => {
    const radii = Float32Array.of(1, 1);
    const keeper = await open({ ...model, clusters: { ...model.clusters, radii } });
    await keeper.learn({ sequence, ends });
    expect(keeper.centroids()).toEqual(model.clusters.centroids);
  });

  it('starts from what was trained where storage holds something else, and says so', async () => {
    await store.setState(adaptationKey, { model: 'model', shifts: 'damaged' });
    const keeper = await open();
    expect(keeper.centroids()).toEqual(model.clusters.centroids);
    expect(reported).toEqual(['STORAGE_FAILED']);
    await keeper.learn({ sequence, ends });
    expect((await stored())!.shifts).toHaveLength(2);
  });

  it('puts everything back when it is erased, whatever is on its way', async () => {
    const keeper = await open();
    await keeper.learn({ sequence, ends });
    await keeper.erase();
    expect(keeper.centroids()).toEqual(model.clusters.centroids);
    expect(await stored()).toBeUndefined();
    const learning = keeper.learn({ sequence, ends });
    await keeper.erase();
    await learning;
    expect(keeper.centroids()).toEqual(model.clusters.centroids);
    expect(await stored()).toBeUndefined();
  });

  it('survives an update of the model for the clusters that live on', async () => {
    await (await open()).learn({ sequence, ends });
    const succeeds = [{ model: 'model', ids: { 7: 4, 4: null } }];
    const newer = { ...model, clusters: { ...model.clusters, succeeds } };
    const keeper = await open(newer, 'newer');
    expect(keeper.centroids()[0]).toBe(0);
    expect(keeper.centroids()[16]).toBeCloseTo(10 + 3 / 21, 6);
    await store.setState(adaptationKey, { ...(await stored())!, model: 'another' });
    expect((await open(newer, 'newer')).centroids()).toEqual(model.clusters.centroids);
  });

  it('works in memory where storage fails, and reports it', async () => {
    const failing = {
      ...store,
      getState: () => Promise.reject(new Error('lost')),
      setState: () => Promise.reject(new Error('full')),
    };
    const keeper = await open(model, 'model', failing);
    await keeper.learn({ sequence, ends });
    expect(keeper.version()).toBe(1);
    expect(reported).toEqual(['STORAGE_FAILED', 'STORAGE_FAILED']);
  });
});
