import { describe, expect, it, vi } from 'vitest';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { eventsPerSecond, maxBurst } from '../../../src/events/recording/rate-limit.js';
import { createTracker } from '../../../src/events/recording/tracker.js';
import { createMemoryEventStore } from '../../../src/events/store/memory-store.js';
import { viewEvent } from '../../contracts/event-store.js';
import { createFakeOrigin, type FakeOrigin } from '../fake-device.js';

const noon = Date.UTC(2026, 0, 1, 12);
const dayMs = 24 * 60 * 60 * 1000;
const view = (itemId: string) => ({ type: 'view_item', itemId });
const itemsOf = (events: readonly RecordedEvent[]) => events.map((event) => 'itemId' in event && event.itemId);

function openPage(origin: FakeOrigin, now: () => number = () => noon) {
  const errors: string[] = [];
  const onError = ({ code }: { code: string }) => errors.push(code);
  const tracker = createTracker({ namespace: 'shop', consent: 'granted', now, onError, device: origin.device() });
  return { tracker, errors };
}

describe('storage', () => {
  it('opens when the page is idle; what leaving the page would lose waits for nothing', async () => {
    const origin = createFakeOrigin();
    const waiting: (() => void)[] = [];
    const device = origin.device({ whenIdle: (work) => void waiting.push(work) });
    const options = { namespace: 'shop', consent: 'granted', now: () => noon, onError: () => {} } as const;
    const tracker = createTracker({ ...options, device });
    tracker.track(view('journaled'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(origin.actions).toEqual([]);
    for (const work of waiting) work();
    await tracker.settled();
    expect(itemsOf(await origin.database.recent(9))).toEqual(['journaled']);
    createTracker({ ...options, device: { ...device, storage: null } }).track(view('not journaled'));
    await vi.waitFor(async () => expect(await origin.database.count()).toBe(2));
  });

  it('is opened at once for whoever reads, and holds every event so far', async () => {
    const origin = createFakeOrigin();
    const device = origin.device({ whenIdle: () => {} });
    const tracker = createTracker({
      namespace: 'shop',
      consent: 'granted',
      now: () => noon,
      onError: () => {},
      device,
    });
    tracker.track(view('a'));
    expect(await (await tracker.store()).count()).toBe(1);
  });
});

describe('true from track', () => {
  it('is kept for each of a burst of 1,000, by a page that is left in the same task', async () => {
    const origin = createFakeOrigin();
    origin.onAppend = () => new Promise(() => {}); // nothing comes of it on this page
    const { tracker } = openPage(origin);
    const accepted = Array.from({ length: maxBurst }, (_, i) => tracker.track(view(`${i}`)));
    expect(accepted).not.toContain(false);
    origin.onAppend = () => {};
    const next = openPage(origin, () => noon + maxBurst);
    const stored = await (await next.tracker.store()).recent(9999);
    expect(itemsOf(stored)).toEqual(accepted.map((_, i) => `${i}`));
  });

  it('is not said of more than a shopper does: told once, and again true as time goes on', () => {
    let time = noon;
    const { tracker, errors } = openPage(createFakeOrigin(), () => time);
    const count = (n: number) => Array.from({ length: n }, () => tracker.track(view('a'))).filter(Boolean).length;
    expect([count(maxBurst + 500), errors]).toEqual([maxBurst, ['TOO_MANY_EVENTS']]);
    time += 1000;
    expect(count(500)).toBe(eventsPerSecond);
    time -= dayMs; // a clock that is set back gives nothing
    expect(count(500)).toBe(0);
    time += 2000;
    expect(count(500)).toBe(2 * eventsPerSecond);
  });

  it('is not said where localStorage is full; the event counts as long as the page lives', async () => {
    const origin = createFakeOrigin();
    const { tracker, errors } = openPage(origin);
    origin.storage.refuse();
    expect(tracker.track(view('a'))).toBe(false);
    expect(itemsOf(await (await tracker.store()).recent(9))).toEqual(['a']);
    expect(errors).toEqual(['STORAGE_FULL']);
  });

  it('is said while there is room that was kept, although the shop has filled the rest', async () => {
    const origin = createFakeOrigin();
    const { tracker, errors } = openPage(origin);
    origin.storage.fill();
    const accepted = Array.from({ length: 80 }, (_, i) => tracker.track(view(`${i}`)));
    expect([accepted.includes(false), errors]).toEqual([false, []]);
    await tracker.settled();
    expect(origin.storage.keys()).toContain('shop:room'); // for the next ones
  });
});

describe('a clock that leaps', () => {
  const leaps = [365 * dayMs, 181 * dayMs, 3 * dayMs, -365 * dayMs, -30 * dayMs];

  it.each(leaps)('by %i ms for one event and comes back costs no event, no order and no time', async (leap) => {
    const origin = createFakeOrigin();
    let time = noon;
    const { tracker } = openPage(origin, () => time);
    const track = async (name: string) => {
      time += 1000;
      expect(tracker.track(view(name))).toBe(true);
      await tracker.settled();
    };
    for (let i = 0; i < 50; i++) await track(`before-${i}`);
    time += leap;
    await track('leapt');
    time -= leap;
    for (let i = 0; i < 5; i++) await track(`after-${i}`);
    const stored = await origin.database.recent(99);
    const names = [...Array.from({ length: 50 }, (_, i) => `before-${i}`), 'leapt', 'after-0', 'after-1'];
    expect(itemsOf(stored)).toEqual([...names, 'after-2', 'after-3', 'after-4']);
    for (const event of stored) expect(Math.abs(event.time - noon)).toBeLessThan(60_000);
  });

  it('while a page is open, or before it is opened, is the same', async () => {
    for (const leap of leaps) {
      const origin = createFakeOrigin();
      const visit = async (name: string, now: number) => {
        let time = now;
        const { tracker } = openPage(origin, () => ++time);
        for (let i = 0; i < 3; i++) tracker.track(view(`${name}-${i}`));
        await tracker.settled();
        tracker.stop();
        await tracker.settled();
      };
      for (let day = 0; day < 8; day++) await visit(`day-${day}`, noon + day * dayMs);
      await visit('leapt', noon + 8 * dayMs + leap);
      await visit('after', noon + 9 * dayMs);
      const stored = await origin.database.recent(99);
      expect(itemsOf(stored).slice(-6)).toEqual(['leapt-0', 'leapt-1', 'leapt-2', 'after-0', 'after-1', 'after-2']);
      expect(stored).toHaveLength(30);
      expect(Math.abs(stored.at(-1)!.time - (noon + 9 * dayMs))).toBeLessThan(dayMs);
    }
  });

  it('hides nothing for longer than it lasts', async () => {
    let time = noon;
    const store = createMemoryEventStore({ now: () => time });
    await store.append([viewEvent(1, noon)]);
    time += 365 * dayMs;
    expect([await store.recent(9), await store.count()]).toEqual([[], 0]);
    time = noon;
    expect([(await store.recent(9)).length, await store.count()]).toEqual([1, 1]);
  });
});
