import { afterEach, describe, expect, it, vi } from 'vitest';
import { VitrineError } from '../../src/errors.js';
import type { RecordedEvent } from '../../src/events/event/event.js';
import { createModelAnswers } from '../../src/page/model/model-answers.js';
import { createScorer, type ScorerParts, type UnsentEvents } from '../../src/page/scorer.js';
import type { OrderRecord } from '../../src/ranking/order-record.js';
import type { WorkerClient } from '../../src/worker/client/client.js';
import type { ScoreReply, ScoreScope, ShopperStanding, WorkerReady } from '../../src/worker/wire/protocol.js';
import { tableOf } from '../ranking/table.js';

const ready: WorkerReady = {
  buildId: 'source',
  modelHash: 'cafe',
  itemCount: 2,
  clusters: [],
  positionWeight: 0.5,
  loadMs: 1,
  requestCount: 3,
};
const reply: ScoreReply = {
  eventCount: 1,
  hasHistory: true,
  table: tableOf({ a: 1, b: 2 }),
  backend: 'cpu',
  warmUpMs: 0,
  encodeMs: 1,
};
const standing: ShopperStanding = {
  clusterProbabilities: [1],
  cluster: 0,
  clusterDistances: [2],
  visits: [{ cluster: 4, probability: 0.5 }],
};
const record: OrderRecord = {
  modelHash: 'cafe',
  eventCount: 1,
  madeAt: 0,
  sessionGapMs: 1_800_000,
  positionWeight: 0.25,
  nShown: 0,
  itemIds: ['b', 'a', 'c'],
  scores: [9, 1, 5],
  history: ['c'],
  because: [0],
};
const view = (id: string): RecordedEvent => ({ type: 'view_item', itemId: id, id, time: 0 });
const page: ScoreScope = { itemIds: ['a', 'b'] };

/** A scorer over clients whose answers the test decides: the last one is for every later start, too. */
function setUp(client: Partial<WorkerClient> | Partial<WorkerClient>[], parts: Partial<ScorerParts> = {}) {
  const sent: string[][] = [];
  const clients = [client].flat();
  let nStarted = 0;
  const scorer = createScorer({
    readRecord: () => null,
    readStoredRecord: async () => null,
    keepRecord: () => true,
    hasEvents: async () => true,
    onChange: () => {},
    ...parts,
  });
  const begin = (unsent: UnsentEvents) => {
    const started: WorkerClient = {
      ready: Promise.resolve(ready),
      score: async (events) => {
        sent.push(events.map((event) => event.id));
        return reply;
      },
      makeRecord: async () => null,
      storeRecord: async () => {},
      standing: async () => standing,
      forget: async () => {},
      terminate: () => {},
      ...clients[Math.min(nStarted++, clients.length - 1)],
    };
    return createModelAnswers({ client: started, unsent, keep: scorer.keep, onError: () => {} });
  };
  return { scorer: { ...scorer, start: () => scorer.start(begin) }, sent, nStarted: () => nStarted };
}

afterEach(() => void vi.useRealTimers());

describe('createScorer', () => {
  it('sends each event to the worker once, before or with the next question', async () => {
    const { scorer, sent } = setUp({});
    scorer.add([view('1')]);
    scorer.start();
    await scorer.state();
    scorer.add([view('2')]);
    expect(await scorer.score(page, 1000)).toEqual({
      table: reply.table,
      positionWeight: 0.5,
      source: 'worker',
      isStale: false,
    });
    expect(sent.flat()).toEqual(['1', '2']);
  });

  const early = { table: { ...tableOf({ a: 1, b: 9 }), history: ['c'], because: Int16Array.of(-1, 0) } };

  it('answers from the order record while the worker is not ready', async () => {
    const { scorer } = setUp({ ready: new Promise(() => {}) }, { readRecord: () => record });
    scorer.start();
    const expected = { ...early, positionWeight: 0.25, source: 'snapshot', isStale: false };
    expect(await scorer.score(page, 50)).toEqual(expected);
    expect(scorer.scoreNow(page)).toEqual(expected);
    scorer.add([view('1')]);
    expect(scorer.scoreNow(page)).toEqual({ ...expected, isStale: true });
  });

  it('reads the record from the database where localStorage has none', async () => {
    const { scorer } = setUp({ ready: new Promise(() => {}) }, { readStoredRecord: async () => record });
    expect(await scorer.score(page, 50)).toMatchObject(early);
    expect(scorer.scoreNow(page)).toBe('no-scores');
  });

  it('gives the best of the record, best first', () => {
    const { scorer } = setUp({}, { readRecord: () => record });
    expect(scorer.scoreNow({ limit: 2, exclude: ['b'] })).toMatchObject({
      table: { itemIds: ['c', 'a'], sequence: Float32Array.of(5, 1) },
    });
  });

  it('orders no list of which the record knows less than half, until the worker has answered', async () => {
    const list: ScoreScope = { itemIds: ['a', 'x', 'y'] };
    const { scorer } = setUp({}, { readRecord: () => record });
    expect(scorer.scoreNow(list)).toBe('partly-known');
    expect(await scorer.score(list, 5)).toBe('partly-known');
    scorer.start();
    expect(await scorer.score(list, 1000)).toMatchObject({ source: 'worker' });
  });

  it('says that the model is needed when an event comes, or something that the record does not tell is asked', async () => {
    const ways: ((scorer: ReturnType<typeof setUp>['scorer']) => unknown)[] = [
      (scorer) => scorer.add([view('1')]),
      (scorer) => scorer.score({ itemIds: ['x', 'y'] }, 0),
      (scorer) => scorer.state(),
    ];
    for (const ask of ways) {
      const { scorer } = setUp({}, { readRecord: () => record });
      let isNeeded = false;
      void scorer.whenNeeded().then(() => {
        isNeeded = true;
      });
      await scorer.score(page, 50);
      scorer.scoreNow(page);
      expect(isNeeded).toBe(false);
      await ask(scorer);
      await Promise.resolve();
      expect(isNeeded).toBe(true);
    }
  });

  it('keeps the record that the worker makes after an answer, in the database where localStorage is full', async () => {
    const kept: string[] = [];
    const stored: (string | null)[] = [];
    let isFull = false;
    const { scorer } = setUp(
      { makeRecord: async () => `after ${kept.length}`, storeRecord: async (text) => void stored.push(text) },
      { keepRecord: (text) => !isFull && kept.push(text) > 0 },
    );
    const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
    scorer.start();
    await settled();
    expect([kept, stored]).toEqual([['after 0'], [null]]);
    await scorer.score(page, 1000);
    await settled();
    expect([kept, stored]).toEqual([['after 0', 'after 1'], [null]]);
    isFull = true;
    await scorer.score(page, 1000);
    await settled();
    expect(stored).toEqual([null, 'after 2']);
  });

  it('uses no record of another model than the one that runs', async () => {
    const { scorer } = setUp({}, { readRecord: () => ({ ...record, modelHash: 'beef' }) });
    expect(scorer.scoreNow(page)).toMatchObject({ source: 'snapshot' });
    scorer.start();
    await scorer.state();
    expect(scorer.scoreNow(page)).toBe('no-scores');
  });

  it('keeps no record that comes while everything is forgotten, nor one of a worker that was ended', async () => {
    const kept: string[] = [];
    let forgotten = () => {};
    const forget = () => new Promise<void>((resolve) => (forgotten = resolve));
    const { scorer } = setUp({ forget }, { keepRecord: (text) => kept.push(text) > 0 });
    scorer.start();
    await scorer.state();
    expect(scorer.keep('before')).toBe(true);
    const forgetting = scorer.forget();
    expect(scorer.keep('meanwhile')).toBe(false);
    forgotten();
    await forgetting;
    expect(scorer.keep('after')).toBe(true);
    scorer.stop();
    expect(scorer.keep('late')).toBe(false);
    expect(kept).toEqual(['before', 'after']);
  });

  it('falls back to the record when a ready worker misses the deadline', async () => {
    const slow = { score: () => new Promise<ScoreReply>(() => {}) };
    const { scorer } = setUp(slow, { readRecord: () => record });
    scorer.start();
    await new Promise((resolve) => setTimeout(resolve, 1)); // the worker is ready now
    expect(await scorer.score(page, 20)).toMatchObject({ positionWeight: 0.25 });
  });

  it('says "deadline" when neither worker nor record answers in time', async () => {
    const { scorer } = setUp({ ready: new Promise(() => {}) });
    scorer.start();
    expect(await scorer.score(page, 5)).toBe('deadline');
  });

  it('waits for a worker that is not started yet, as long as the deadline allows', async () => {
    const { scorer } = setUp({});
    const scoring = scorer.score(page, 1000);
    await new Promise((resolve) => setTimeout(resolve, 5));
    scorer.start();
    expect(await scoring).toMatchObject({ positionWeight: 0.5 });
  });

  it('says "no-history" at once when nothing was ever recorded', async () => {
    const { scorer } = setUp({ ready: new Promise(() => {}) }, { hasEvents: async () => false });
    scorer.start();
    expect(await scorer.score(page, 60_000)).toBe('no-history');
  });

  it('says "no-model" when the worker failed and no record is stored', async () => {
    const { scorer } = setUp({ ready: Promise.reject(new Error('404')) });
    scorer.start();
    await scorer.state();
    expect(await scorer.score(page, 1000)).toBe('no-model');
  });

  it('says "deadline" for a request that was aborted', async () => {
    const { scorer } = setUp({}, { readRecord: () => record });
    expect(await scorer.score(page, 1000, AbortSignal.abort())).toBe('deadline');
  });

  it('forgets unsent events and the record in the database', async () => {
    let hasEvents = true;
    const { scorer, sent } = setUp({}, { readStoredRecord: async () => record, hasEvents: async () => hasEvents });
    scorer.add([view('1')]);
    await scorer.score(page, 50);
    await scorer.forget();
    hasEvents = false;
    expect(await scorer.score(page, 50)).toBe('no-history');
    scorer.start();
    await scorer.state();
    expect(sent.flat()).toEqual([]);
  });

  it('starts a new worker after it was stopped, whatever the old one still says', async () => {
    let breakOld: (error: Error) => void = () => {};
    const clients: Partial<WorkerClient>[] = [{ score: () => new Promise((_, reject) => (breakOld = reject)) }, {}];
    const { scorer, nStarted } = setUp(clients);
    scorer.start();
    await new Promise((resolve) => setTimeout(resolve, 1)); // the first question is on its way
    scorer.stop();
    scorer.start();
    breakOld(new Error('the worker was ended'));
    expect(await scorer.score(page, 1000)).toMatchObject({ positionWeight: 0.5 });
    expect(nStarted()).toBe(2);
  });

  it('tells at once why there is no worker, and asks it once there is one', async () => {
    const { scorer } = setUp({});
    const waiting = scorer.score(page, 10_000);
    scorer.hold('save-data');
    expect(await waiting).toBe('save-data');
    expect(await scorer.score(page, 10_000)).toBe('save-data');
    scorer.start();
    expect(await scorer.score(page, 10_000)).toMatchObject({ source: 'worker' });
  });

  it('tells the state without a worker that does not get ready, or falls silent', async () => {
    vi.useFakeTimers();
    for (const silent of [{ ready: new Promise<never>(() => {}) }, { score: () => new Promise<never>(() => {}) }]) {
      const { scorer } = setUp(silent);
      scorer.start();
      const state = scorer.state();
      await vi.advanceTimersByTimeAsync(5000);
      expect(await state).toBeNull();
    }
  });

  it('forgets at once while the worker loads, and ends that: it may have read what is to be erased', async () => {
    let isEnded = false;
    const terminate = () => {
      isEnded = true;
    };
    const { scorer } = setUp({ ready: new Promise(() => {}), terminate });
    scorer.start();
    await scorer.forget();
    expect(isEnded).toBe(true);
  });

  it('tells of no change by a worker that was ended: whoever heard of one would read the store as the page freezes', async () => {
    let nChanges = 0;
    let fail = (_: VitrineError) => {};
    const loading = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const terminate = () => fail(new VitrineError('WORKER_FAILED', 'the worker was ended'));
    const { scorer } = setUp({ ready: loading, terminate }, { onChange: () => void nChanges++ });
    scorer.start();
    scorer.stop();
    await loading.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve));
    expect(nChanges).toBe(0);
    scorer.add([view('1')]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(nChanges).toBe(1);
  });

  it('forgets without a worker that does not answer, and starts another', async () => {
    vi.useFakeTimers();
    let nEnded = 0;
    const { scorer, nStarted } = setUp({ forget: () => new Promise(() => {}), terminate: () => void nEnded++ });
    scorer.start();
    await scorer.state();
    const forgetting = scorer.forget();
    await vi.advanceTimersByTimeAsync(5000);
    await forgetting;
    scorer.start();
    expect(await scorer.state()).toMatchObject({ reply });
    expect([nStarted(), nEnded]).toEqual([2, 1]);
  });

  it('goes on asking a worker after a question that cannot be copied, and loses no event by it', async () => {
    let nAsked = 0;
    const told: string[] = [];
    const { scorer } = setUp({
      score: async (events) => {
        if (nAsked++ === 1) throw new VitrineError('OPTION_INVALID', 'a call cannot be copied');
        told.push(...events.map(({ id }) => id));
        return reply;
      },
    });
    scorer.start();
    await scorer.state();
    scorer.add([view('1')]);
    await scorer.score(page, 1000);
    expect(await scorer.score(page, 1000)).toMatchObject({ source: 'worker' });
    expect(told).toEqual(['1']);
  });
});
