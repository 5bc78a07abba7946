import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VitrineError, type VitrineErrorCode } from '../../../src/errors.js';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import type { WorkerClient, WorkerClientOptions } from '../../../src/worker/client/client.js';
import { createLastingClient, restartPausesMs } from '../../../src/worker/client/lasting-client.js';
import { createSilence } from '../../../src/worker/client/silence.js';
import type { ScoreReply, ShopperStanding, WorkerReady } from '../../../src/worker/wire/protocol.js';

const options: WorkerClientOptions = {
  setup: { modelUrl: '/model/', namespace: 'vitrine', hasStorage: true, backends: [] },
  onError: () => {},
};

const event = (id: string): RecordedEvent => ({ type: 'view_item', itemId: id, id, time: 0 });

/** Workers that answer with how many they are, until they are told to fail; each notes the events that it is given. */
function workers() {
  const made: { events: string[]; failWith?: VitrineErrorCode; isEnded: boolean }[] = [];
  const create = (): WorkerClient => {
    const worker: (typeof made)[number] = { events: [], isEnded: false };
    const nth = made.push(worker);
    const answer = async () => {
      if (worker.failWith) throw new VitrineError(worker.failWith, 'as told');
    };
    return {
      ready: Promise.resolve({} as WorkerReady),
      async score(events) {
        await answer();
        worker.events.push(...events.map(({ id }) => id));
        return { eventCount: nth } as ScoreReply;
      },
      makeRecord: () => answer().then(() => null),
      storeRecord: answer,
      standing: () => answer().then(() => ({}) as ShopperStanding),
      forget: answer,
      terminate() {
        worker.isEnded = true;
      },
    };
  };
  return { made, create };
}

const all = { itemIds: [] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createLastingClient', () => {
  it('asks a second worker what the first did not answer, and tells it what the first was told', async () => {
    const { made, create } = workers();
    const client = createLastingClient(options, create);
    expect((await client.score([event('a')], all)).eventCount).toBe(1);
    made[0].failWith = 'WORKER_FAILED';
    const replies = Promise.all([client.score([event('b')], all), client.score([event('c')], all)]);
    await vi.advanceTimersByTimeAsync(0);
    expect((await replies).map(({ eventCount }) => eventCount)).toEqual([2, 2]);
    expect(made.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(new Set(made[1].events)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('waits longer each time, and gives up in the end', async () => {
    const { made, create } = workers();
    const client = createLastingClient(options, create);
    for (const [i, pauseMs] of restartPausesMs.entries()) {
      made[i].failWith = 'WORKER_FAILED';
      const reply = client.score([], all);
      await vi.advanceTimersByTimeAsync(Math.max(0, pauseMs - 1));
      expect(made).toHaveLength(pauseMs > 0 ? i + 1 : i + 2);
      await vi.advanceTimersByTimeAsync(1);
      expect((await reply).eventCount).toBe(i + 2);
    }
    made[restartPausesMs.length].failWith = 'WORKER_FAILED';
    await expect(client.score([], all)).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(made).toHaveLength(restartPausesMs.length + 1);
  });

  it('tries no failure of the model again, nor anything once it has ended', async () => {
    const { made, create } = workers();
    const client = createLastingClient(options, create);
    made[0].failWith = 'MODEL_CORRUPT';
    await expect(client.standing()).rejects.toMatchObject({ code: 'MODEL_CORRUPT' });
    made[0].failWith = 'WORKER_FAILED';
    client.terminate();
    await expect(client.score([], all)).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(made).toHaveLength(1);
  });

  it('starts no other worker for a call that cannot be copied', async () => {
    const { made, create } = workers();
    const client = createLastingClient(options, create);
    made[0].failWith = 'OPTION_INVALID';
    await expect(client.score([], all)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    made[0].failWith = undefined;
    expect((await client.score([], all)).eventCount).toBe(1);
    expect(made.map(({ isEnded }) => isEnded)).toEqual([false]);
  });

  it('tells a further worker nothing of what was forgotten', async () => {
    const { made, create } = workers();
    const client = createLastingClient(options, create);
    await client.score([event('a')], all);
    await client.forget();
    made[0].failWith = 'WORKER_FAILED';
    const reply = client.score([event('b')], all);
    await vi.advanceTimersByTimeAsync(0);
    await reply;
    expect(made[1].events).toEqual(['b']);
  });
});

describe('createSilence', () => {
  it('tells of silence once an answer was owed for so long, and of none while there are signs of life', () => {
    const onSilent = vi.fn();
    const silence = createSilence(onSilent, () => 3);
    vi.advanceTimersByTime(60_000);
    const answered = silence.await();
    vi.advanceTimersByTime(2000);
    silence.heard();
    vi.advanceTimersByTime(2000);
    answered();
    vi.advanceTimersByTime(60_000);
    expect(onSilent).not.toHaveBeenCalled();
    silence.await();
    vi.advanceTimersByTime(3000);
    expect(onSilent).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(onSilent).toHaveBeenCalledTimes(1);
  });
});
