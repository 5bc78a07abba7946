import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VitrineError } from '../../../src/errors.js';
import { createTracker } from '../../../src/events/recording/tracker.js';
import { createFakeOrigin, type DeviceChanges, type FakeOrigin } from '../fake-device.js';

const view = (itemId: string) => ({ type: 'view_item', itemId });
const unavailable = () => Promise.reject(new VitrineError('STORAGE_UNAVAILABLE', 'refused'));
const lost = () => {
  throw new VitrineError('STORAGE_FAILED', 'lost');
};

/** A page of the shop: a tracker, and what it said. */
function openPage(origin: FakeOrigin, changes: DeviceChanges = {}, consent: 'granted' | 'pending' = 'granted') {
  const errors: string[] = [];
  let time = 0;
  const now = () => ++time;
  const onError = ({ code }: VitrineError) => errors.push(code);
  const tracker = createTracker({ namespace: 'shop', consent, now, onError, device: origin.device(changes) });
  return { tracker, errors };
}

const itemsIn = async (origin: FakeOrigin) =>
  (await origin.database.recent(999)).map((event) => 'itemId' in event && event.itemId);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('storage that fails', () => {
  it('leaves events in memory and in the journal, and has them all once it works again', async () => {
    const origin = createFakeOrigin();
    const { tracker, errors } = openPage(origin);
    tracker.track(view('a'));
    await tracker.settled();
    origin.onAppend = lost;
    for (const item of ['b', 'c']) tracker.track(view(item));
    const memory = await tracker.store();
    expect([memory.isDurable, await memory.count(), origin.storage.passing().length]).toEqual([false, 2, 2]);
    origin.onAppend = () => {};
    await vi.advanceTimersByTimeAsync(1000);
    await tracker.settled();
    expect((await tracker.store()).isDurable).toBe(true);
    expect(await itemsIn(origin)).toEqual(['a', 'b', 'c']);
    expect([origin.storage.passing(), errors]).toEqual([[], ['STORAGE_FAILED']]);
    tracker.track(view('d'));
    await tracker.settled();
    expect(await itemsIn(origin)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is looked for later and later, and told of once', async () => {
    const origin = createFakeOrigin();
    const looks: number[] = [];
    const startedAt = Date.now();
    const openStore = () => {
      looks.push(Date.now() - startedAt);
      return unavailable();
    };
    const { errors } = openPage(origin, { openStore });
    await vi.advanceTimersByTimeAsync(190_000);
    expect(looks.map((ms) => Math.round(ms / 1000))).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    expect(errors).toEqual(['STORAGE_UNAVAILABLE']);
  });

  it('is found again by a page that never had it', async () => {
    const origin = createFakeOrigin();
    let open: FakeOrigin['openStore'] = unavailable;
    const { tracker } = openPage(origin, { openStore: (...args) => open(...args) });
    tracker.track(view('a'));
    await tracker.settled();
    open = origin.openStore;
    await vi.advanceTimersByTimeAsync(1000);
    await tracker.settled();
    expect(await itemsIn(origin)).toEqual(['a']);
    expect(origin.storage.passing()).toEqual([]);
  });

  it('that fails again while events move in keeps them in memory for the next time', async () => {
    const origin = createFakeOrigin();
    const { tracker } = openPage(origin);
    origin.onAppend = lost;
    tracker.track(view('a'));
    await vi.advanceTimersByTimeAsync(1000);
    await tracker.settled();
    expect(await (await tracker.store()).count()).toBe(1);
    origin.onAppend = () => {};
    await vi.advanceTimersByTimeAsync(2000);
    await tracker.settled();
    expect(await itemsIn(origin)).toEqual(['a']);
  });

  it('is looked for no longer by a page that stopped', async () => {
    const openStore = vi.fn(unavailable);
    const { tracker } = openPage(createFakeOrigin(), { openStore });
    await tracker.settled();
    tracker.stop();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(openStore).toHaveBeenCalledTimes(1);
  });
});

describe('an erasure that storage refuses', () => {
  it('is made up for as soon as storage works again, and spares what happened since', async () => {
    const origin = createFakeOrigin();
    const { tracker, errors } = openPage(origin, { deleteStore: lost });
    tracker.track(view('before'));
    await tracker.settled();
    const clear = vi.spyOn(origin.database, 'clear').mockImplementationOnce(() => Promise.reject(new Error('disk')));
    await tracker.erase();
    expect([clear.mock.calls.length, errors]).toEqual([1, ['STORAGE_FAILED']]);
    tracker.track(view('since'));
    await tracker.settled();
    expect(origin.storage.keys()).toContainEqual(expect.stringMatching(/^shop:erase:./));
    await vi.advanceTimersByTimeAsync(1000);
    await tracker.settled();
    expect(await itemsIn(origin)).toEqual(['since']);
    expect(origin.storage.passing()).toEqual([]);
  });

  it('is made up for by the next page, before it reads anything, with consent or without', async () => {
    for (const consent of ['granted', 'pending'] as const) {
      const origin = createFakeOrigin();
      const first = openPage(origin, { deleteStore: lost });
      first.tracker.track(view('a'));
      await first.tracker.settled();
      await first.tracker.setConsent('denied');
      expect(await itemsIn(origin), 'the database was out of reach').toEqual([]);
      await origin.database.append([{ type: 'view_item', itemId: 'left', id: 'left', time: 1 }]);
      const next = openPage(origin, {}, consent);
      await next.tracker.settled();
      expect([await itemsIn(origin), origin.storage.passing()]).toEqual([[], []]);
    }
  });
});
