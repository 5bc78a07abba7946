import { describe, expect, it, vi } from 'vitest';
import { VitrineError } from '../../../src/errors.js';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { createTracker, type TrackerOptions } from '../../../src/events/recording/tracker.js';
import { createFakeOrigin, type DeviceChanges, type FakeOrigin } from '../fake-device.js';

const noon = Date.UTC(2026, 0, 1, 12);
const view = (itemId: string) => ({ type: 'view_item', itemId });
const itemsOf = (events: readonly RecordedEvent[]) => events.map((event) => 'itemId' in event && event.itemId);

/** A page of the shop: a tracker, and what it said. */
function openPage(origin: FakeOrigin, options: Partial<TrackerOptions> = {}, changes: DeviceChanges = {}) {
  const errors: string[] = [];
  const tracker = createTracker({
    namespace: 'shop',
    consent: 'granted',
    now: () => noon,
    onError: (error) => errors.push(error.code),
    device: origin.device(changes),
    ...options,
  });
  const recorded: RecordedEvent[] = [];
  tracker.onRecorded((events) => recorded.push(...events));
  const stored = async () => itemsOf(await (await tracker.store()).recent(999));
  return { tracker, errors, recorded, stored };
}

/** A late timer runs before what is delivered in the same turn: so one more turn. */
const untilDelivered = () => new Promise((resolve) => setTimeout(() => setImmediate(resolve), 20));

describe('tracking with consent', () => {
  it('journals an event before track returns, then stores it and empties the journal', async () => {
    const origin = createFakeOrigin();
    const { tracker, recorded, stored } = openPage(origin);
    expect(tracker.track(view('a'))).toBe(true);
    expect(origin.storage.passing()).toEqual([`shop:journal:${recorded[0]!.id}`]);
    await tracker.settled();
    expect(origin.storage.passing()).toEqual([]);
    expect(await stored()).toEqual(['a']);
  });

  it('gives every event an id of its own and a later time, even when the clock goes back', async () => {
    let time = noon;
    const { tracker, recorded } = openPage(createFakeOrigin(), { now: () => time });
    for (const [i, present] of [noon, noon, noon - 5000, noon + 10].entries()) {
      time = present;
      tracker.track(view(`item-${i}`));
    }
    expect(recorded.map((event) => event.time - noon)).toEqual([0, 1, 2, 10]);
    expect(new Set(recorded.map((event) => event.id)).size).toBe(4);
  });

  it('records what had to wait with the time at which it happened, never later than now or before the last event', async () => {
    const { tracker, recorded } = openPage(createFakeOrigin());
    const given = [
      noon - 3000,
      noon - 1000,
      noon - 2000,
      noon + 60_000,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      undefined,
    ];
    for (const [i, at] of given.entries()) tracker.track(view(`item-${i}`), '', at);
    expect(recorded.map((event) => event.time - noon)).toEqual([-3000, -1000, -999, 0, 1, 2, 3]);
  });

  it('keeps the order of pages between which the clock was set back', async () => {
    const origin = createFakeOrigin();
    const first = openPage(origin);
    first.tracker.track(view('a'));
    await first.tracker.settled();
    const second = openPage(origin, { now: () => noon - 60 * 60 * 1000 });
    await second.tracker.store();
    for (const item of ['b', 'c']) second.tracker.track(view(item));
    expect(await second.stored()).toEqual(['a', 'b', 'c']);
    expect(second.recorded.map((event) => event.time - noon)).toEqual([1, 2]);
  });

  it('takes an action that two sources tell of in once', async () => {
    const { tracker, stored } = openPage(createFakeOrigin());
    expect([tracker.track(view('a'), 'markup'), tracker.track(view('a'), 'data-layer')]).toEqual([true, true]);
    expect([tracker.track(view('b')), tracker.track(view('a'), 'json-ld')]).toEqual([true, true]);
    await tracker.settled();
    expect(await stored()).toEqual(['a', 'b']);
  });

  it('takes a view in once a second, and every click on "add"', async () => {
    let time = noon;
    const { tracker, recorded } = openPage(createFakeOrigin(), { now: () => time });
    const add = { type: 'add_to_cart', itemId: 'a' };
    for (const event of [view('a'), add, view('a'), add]) expect(tracker.track(event)).toBe(true);
    expect(recorded.map(({ type }) => type)).toEqual(['view_item', 'add_to_cart', 'add_to_cart']);
    time += 1001;
    tracker.track(view('a'));
    expect(recorded.map(({ type }) => type)).toEqual(['view_item', 'add_to_cart', 'add_to_cart', 'view_item']);
  });

  it('takes views of one product in that happened a while ago, at times of their own', async () => {
    const { tracker, recorded } = openPage(createFakeOrigin());
    for (const secondsAgo of [90, 60, 59.5, 30]) tracker.track(view('a'), '', noon - secondsAgo * 1000);
    expect(recorded.map((event) => (event.time - noon) / 1000)).toEqual([-90, -60, -30]);
  });

  it('takes an action in that another source told of before everything was erased', async () => {
    const { tracker, stored } = openPage(createFakeOrigin());
    tracker.track(view('a'), 'markup');
    await tracker.erase();
    tracker.track(view('a'), 'data-layer');
    await tracker.settled();
    expect(await stored()).toEqual(['a']);
  });

  it('refuses what is no event, and reports each mistake once', () => {
    const { tracker, errors } = openPage(createFakeOrigin());
    for (const input of [null, null, { type: 'view_item' }, { type: 'view_item' }, 'x']) {
      expect(tracker.track(input)).toBe(false);
    }
    expect(errors).toEqual(['EVENT_INVALID', 'EVENT_INVALID', 'EVENT_INVALID']);
  });

  it('tells of an event that throws when it is read, and nothing of what it throws', () => {
    const messages: string[] = [];
    const { tracker } = openPage(createFakeOrigin(), { onError: ({ message }) => messages.push(message) });
    const event = {
      type: 'search',
      get query() {
        throw new Error('Jane Doe');
      },
    };
    expect([tracker.track(event), tracker.track(event, 'data-layer')]).toEqual([false, false]);
    expect(messages).toEqual(['an event cannot be read']);
  });

  it('stores what an earlier page left in the journal before it gives out the store', async () => {
    const origin = createFakeOrigin();
    origin.onAppend = () => new Promise(() => {}); // the page is left before its transaction completes
    openPage(origin).tracker.track(view('a'));
    origin.onAppend = () => {};
    const next = openPage(origin, { now: () => noon + 1 });
    next.tracker.track(view('b'));
    expect(await next.stored()).toEqual(['a', 'b']);
    expect(origin.storage.passing()).toEqual([]);
  });

  it('stores each event once', async () => {
    const origin = createFakeOrigin();
    const appended: string[] = [];
    origin.onAppend = (events) => void appended.push(...events.map((event) => event.type));
    const { tracker } = openPage(origin);
    tracker.track(view('a'));
    await tracker.settled();
    tracker.track({ type: 'search', query: 'mug' });
    await tracker.settled();
    expect(appended).toEqual(['view_item', 'search']);
  });

  it('lasts as long as the page where IndexedDB is refused, with the journal for the next one', async () => {
    const origin = createFakeOrigin();
    const refusal = {
      openStore: () => Promise.reject(new VitrineError('STORAGE_UNAVAILABLE', 'refused')),
    };
    const page = openPage(origin, {}, refusal);
    page.tracker.track(view('a'));
    expect(await page.stored()).toEqual(['a']);
    expect(page.errors).toEqual(['STORAGE_UNAVAILABLE']);
    expect(await openPage(origin, {}, refusal).stored()).toEqual(['a']);
    expect(await openPage(origin).stored()).toEqual(['a']); // and it reaches the database once that works again
    expect(await origin.database.count()).toBe(1);
  });

  it('goes on in memory when a newer version takes the database over', async () => {
    const origin = createFakeOrigin();
    const { tracker, errors, stored } = openPage(origin);
    await tracker.settled();
    origin.onAppend = () => {
      throw new VitrineError('STORAGE_UNAVAILABLE', 'written by a newer version');
    };
    tracker.track(view('a'));
    expect(await stored()).toEqual(['a']);
    expect([errors, origin.storage.passing().length]).toEqual([['STORAGE_UNAVAILABLE'], 1]);
  });

  it('works without localStorage, channels and locks', async () => {
    const { tracker, errors, stored } = openPage(createFakeOrigin(), {}, { storage: null, createChannel: null });
    tracker.track(view('a'));
    expect(await stored()).toEqual(['a']);
    expect(errors).toEqual([]);
  });

  it('tells the other tabs', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin), openPage(origin)];
    here.tracker.track(view('a'));
    await untilDelivered();
    expect(there.recorded).toEqual(here.recorded);
    expect(itemsOf(there.recorded)).toEqual(['a']);
  });

  it('survives a listener that throws, and reports it', () => {
    const { tracker, errors } = openPage(createFakeOrigin());
    tracker.onRecorded(() => {
      throw new Error('of the shop');
    });
    expect(tracker.track(view('a'))).toBe(true);
    expect(errors).toEqual(['LISTENER_FAILED']);
  });

  it('accepts nothing once stopped, but stores what it had accepted', async () => {
    const origin = createFakeOrigin();
    const { tracker } = openPage(origin);
    tracker.track(view('a'));
    tracker.stop();
    expect(tracker.track(view('b'))).toBe(false);
    await tracker.settled();
    expect(itemsOf(await origin.database.recent(9))).toEqual(['a']);
    expect(origin.actions).toEqual(['open', 'append', 'close']);
  });
});

describe('consent', () => {
  it('writes nothing at all before it is given', async () => {
    const origin = createFakeOrigin();
    const { tracker, recorded } = openPage(origin, { consent: 'pending' });
    expect(tracker.track(view('a'))).toBe(true);
    expect(await (await tracker.store()).recent(9)).toEqual([]);
    await tracker.settled();
    expect([origin.storage.keys(), origin.actions, recorded]).toEqual([[], [], []]);
  });

  it('once given, stores the 200 events that waited for it, in order, and those that it refused are none of them', async () => {
    const { tracker, errors, recorded, stored } = openPage(createFakeOrigin(), { consent: 'pending' });
    const accepted = Array.from({ length: 203 }, (_, i) => tracker.track(view(`item-${i}`)));
    expect([accepted.filter(Boolean).length, accepted.lastIndexOf(true)]).toEqual([200, 199]);
    expect(errors).toEqual(['TOO_MANY_EVENTS']);
    const changes: string[] = [];
    tracker.onConsent((consent) => changes.push(consent));
    await tracker.setConsent('granted');
    expect(changes).toEqual(['granted']);
    const expected = Array.from({ length: 200 }, (_, i) => `item-${i}`);
    expect(itemsOf(recorded)).toEqual(expected);
    expect(await stored()).toEqual(expected);
  });

  it('is remembered once given, and forgotten once withdrawn', async () => {
    const origin = createFakeOrigin();
    const first = openPage(origin, { consent: 'pending' });
    await first.tracker.setConsent('granted');
    const second = openPage(origin, { consent: 'pending' });
    expect(second.tracker.consent()).toBe('granted');
    await second.tracker.setConsent('denied');
    expect(openPage(origin, { consent: 'pending' }).tracker.consent()).toBe('pending');
    expect(origin.storage.keys()).toEqual([]);
  });

  it('that the shop merely passes is not remembered', async () => {
    const origin = createFakeOrigin();
    await openPage(origin, { consent: 'granted' }).tracker.settled();
    expect(openPage(origin, { consent: 'pending' }).tracker.consent()).toBe('pending');
  });

  it('denied accepts nothing, drops what waited, and erases what earlier pages stored', async () => {
    const origin = createFakeOrigin();
    const earlier = openPage(origin);
    earlier.tracker.track(view('a'));
    await earlier.tracker.settled();
    earlier.tracker.stop();
    const { tracker } = openPage(origin, { consent: 'denied' });
    expect(tracker.track(view('b'))).toBe(false);
    await tracker.settled();
    expect(origin.actions.slice(-1)).toEqual(['delete']);
    expect(await origin.database.count()).toBe(0);
  });

  it("heeds the browser's privacy signal until the shopper says otherwise", async () => {
    const { tracker } = openPage(createFakeOrigin(), {}, { hasPrivacySignal: true });
    expect(tracker.consent()).toBe('denied');
    await tracker.setConsent('granted');
    expect([tracker.consent(), tracker.track(view('a'))]).toEqual(['granted', true]);
  });

  it('is one for all tabs, given as well as withdrawn', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin, { consent: 'pending' }), openPage(origin, { consent: 'pending' })];
    await here.tracker.setConsent('granted');
    await untilDelivered();
    expect(there.tracker.consent()).toBe('granted');
    there.tracker.track(view('a'));
    await there.tracker.setConsent('denied');
    await untilDelivered();
    expect([here.tracker.consent(), here.tracker.track(view('b'))]).toEqual(['denied', false]);
    expect([await origin.database.count(), origin.storage.keys()]).toEqual([0, []]);
  });

  it('is not overruled by another tab where the shop itself says denied', async () => {
    const origin = createFakeOrigin();
    const denied = openPage(origin, { consent: 'denied' });
    const asking = openPage(origin, { consent: 'pending' });
    await untilDelivered();
    await asking.tracker.setConsent('granted');
    await untilDelivered();
    expect(denied.tracker.consent()).toBe('denied');
  });

  it('reports a value that it does not know and stays as it is', async () => {
    const { tracker, errors } = openPage(createFakeOrigin(), { consent: 'pending' });
    await tracker.setConsent('yes' as 'granted');
    expect([tracker.consent(), errors]).toEqual(['pending', ['OPTION_INVALID']]);
  });
});

describe('erasing', () => {
  it('empties journal and store, and goes on recording from nothing', async () => {
    const origin = createFakeOrigin();
    const { tracker, stored } = openPage(origin);
    tracker.track(view('a'));
    await tracker.settled();
    tracker.track(view('b'));
    const erased = tracker.erase();
    expect(origin.storage.passing()).toEqual([expect.stringMatching(/^shop:erase:./)]); // owed until it is done
    tracker.track(view('c'));
    await erased;
    expect(await stored()).toEqual(['c']);
    expect(origin.storage.passing()).toEqual([]);
    expect(tracker.consent()).toBe('granted');
  });

  it.each([true, false])(
    'is finished by the next page where leaving cuts it short (consent withdrawn: %s)',
    async (isWithdrawn) => {
      const origin = createFakeOrigin();
      const { tracker } = openPage(origin);
      tracker.track(view('a'));
      await tracker.settled();
      tracker.onErased(() => new Promise(() => {})); // nothing comes of it on this page
      void (isWithdrawn ? tracker.setConsent('denied') : tracker.erase());
      const next = openPage(origin, { consent: isWithdrawn ? 'pending' : 'granted' });
      await next.tracker.settled();
      await next.tracker.setConsent('granted');
      expect(await next.stored()).toEqual([]);
      expect(origin.storage.passing()).toEqual([]);
    },
  );

  it('stays owed by a tab that is closed before it has done its part, although another tab has', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin), openPage(origin)];
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    there.tracker.onErased(() => new Promise(() => {})); // nothing comes of it there
    await here.tracker.setConsent('denied');
    await untilDelivered();
    expect(origin.storage.keys()).toEqual([expect.stringMatching(/^shop:erase:./)]);
    const nDeletions = () => origin.actions.filter((action) => action === 'delete').length;
    const before = nDeletions();
    await openPage(origin, { consent: 'pending' }).tracker.settled();
    expect(nDeletions()).toBe(before + 1);
    expect(origin.storage.keys()).toEqual([]);
  });

  it('settles what a tab that was closed owed for an earlier one', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin), openPage(origin, { now: () => noon + 1 })];
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    here.tracker.onErased(() => new Promise(() => {})); // nothing comes of it there
    void here.tracker.erase();
    await untilDelivered();
    here.tracker.stop();
    await there.tracker.settled();
    expect(origin.storage.passing()).toEqual([expect.stringMatching(/^shop:erase:./)]);
    there.tracker.track(view('a'));
    await there.tracker.setConsent('denied');
    expect(origin.storage.keys()).toEqual([]);
  });

  it('outweighs a grant in another tab that came before and is heard of after, but none that comes later', async () => {
    const origin = createFakeOrigin();
    let time = noon;
    const [here, there] = [openPage(origin, { now: () => time }), openPage(origin)];
    void here.tracker.setConsent('granted');
    void there.tracker.setConsent('denied');
    await untilDelivered();
    expect([here.tracker.consent(), there.tracker.consent()]).toEqual(['denied', 'denied']);
    time++;
    await here.tracker.setConsent('granted');
    await untilDelivered();
    expect([here.tracker.consent(), there.tracker.consent()]).toEqual(['granted', 'granted']);
  });

  it('keeps what follows at once, even while the page is still opening its store', async () => {
    const { tracker, stored } = openPage(createFakeOrigin());
    tracker.track(view('a'));
    void tracker.erase();
    tracker.track(view('b'));
    expect(await stored()).toEqual(['b']);
  });

  it('reaches the journal of a page whose storage is refused', async () => {
    const origin = createFakeOrigin();
    const { tracker } = openPage(origin, {}, { openStore: () => Promise.reject(new Error('refused')) });
    tracker.track(view('a'));
    await tracker.settled();
    expect(origin.storage.passing()).toHaveLength(1);
    await tracker.erase();
    expect(origin.storage.passing()).toEqual([]);
  });

  it('holds for what another tab recorded before, although word of it comes after', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin), openPage(origin)];
    there.tracker.track(view('a'));
    await here.tracker.erase();
    await untilDelivered();
    expect(here.recorded).toEqual([]);
  });

  it('waits for a write in flight, so that nothing reappears', async () => {
    const origin = createFakeOrigin();
    const { tracker } = openPage(origin);
    let complete = () => {};
    origin.onAppend = () => new Promise((resolve) => (complete = resolve as () => void));
    tracker.track(view('a'));
    await untilDelivered();
    const erased = tracker.erase();
    complete();
    await erased;
    expect(origin.actions).toEqual(['open', 'append', 'clear']);
    expect([await origin.database.count(), origin.storage.passing()]).toEqual([0, []]);
  });

  it("stops another tab's write in flight, and keeps what happened there since", async () => {
    const origin = createFakeOrigin();
    let now = noon;
    const [here, there] = [openPage(origin, { now: () => now }), openPage(origin, { now: () => now })];
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    let complete = () => {};
    origin.onAppend = () => new Promise((resolve) => (complete = resolve as () => void));
    there.tracker.track(view('before'));
    await vi.waitFor(() => expect(complete.name).not.toBe('complete'));
    now += 1000;
    await here.tracker.erase();
    origin.onAppend = () => {};
    now += 1000;
    there.tracker.track(view('since'));
    complete(); // after the erasure was complete elsewhere
    await untilDelivered();
    await there.tracker.settled();
    expect(itemsOf(await origin.database.recent(9))).toEqual(['since']);
    expect(origin.storage.passing()).toEqual([]);
  });

  it('tells who listens in every tab, and clears the store after they are done', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin), openPage(origin)];
    there.tracker.onErased(() => void origin.actions.push('heard there'));
    here.tracker.onErased(async () => {
      await untilDelivered();
      origin.actions.push('worker has forgotten');
    });
    await here.tracker.erase();
    expect(origin.actions).toContain('heard there');
    expect(origin.actions.slice(-2)).toEqual(['worker has forgotten', 'clear']);
  });

  it('does not wait for ever for who listens', async () => {
    vi.useFakeTimers();
    const { tracker } = openPage(createFakeOrigin());
    tracker.track(view('a'));
    tracker.onErased(() => new Promise(() => {}));
    const erased = tracker.erase();
    await vi.advanceTimersByTimeAsync(5000);
    await expect(erased).resolves.toBeUndefined();
    vi.useRealTimers();
  });

  it('deletes the database when it cannot be cleared', async () => {
    const origin = createFakeOrigin();
    const { tracker, errors } = openPage(origin);
    tracker.track(view('a'));
    await tracker.settled();
    const failing = vi.spyOn(origin.database, 'clear').mockRejectedValueOnce(new Error('disk'));
    await tracker.erase();
    expect(failing).toHaveBeenCalledTimes(2);
    expect([errors, origin.actions.at(-1), await origin.database.count()]).toEqual([['STORAGE_FAILED'], 'delete', 0]);
  });

  it('works before consent, too, without opening anything', async () => {
    const origin = createFakeOrigin();
    const { tracker, stored } = openPage(origin, { consent: 'pending' });
    tracker.track(view('a'));
    await tracker.erase();
    expect(origin.actions).toEqual(['delete']);
    await tracker.setConsent('granted');
    expect(await stored()).toEqual([]);
  });
});

describe('tracking on a prerendered page', () => {
  const openUnshown = (options: Partial<TrackerOptions> = {}) => {
    let show = () => {};
    const whenShown = new Promise<void>((resolve) => {
      show = resolve;
    });
    const origin = createFakeOrigin();
    return { ...openPage(origin, options, { whenShown }), origin, whenShown, show };
  };

  it('waits until the page is shown, and then happens, in order', async () => {
    let time = noon;
    const { tracker, origin, recorded, show, whenShown } = openUnshown({ now: () => time });
    expect(tracker.track(view('a'))).toBe(true);
    expect(tracker.track({ type: 'view_item' })).toBe(false);
    tracker.track(view('b'));
    await tracker.settled();
    expect(recorded).toEqual([]);
    expect(origin.storage.passing()).toEqual([]);
    expect(await origin.database.count()).toBe(0);
    time += 60_000;
    show();
    await whenShown;
    expect(itemsOf(recorded)).toEqual(['a', 'b']);
    expect(recorded.map((event) => event.time - noon)).toEqual([60_000, 60_001]);
    tracker.track(view('c'));
    expect(itemsOf(recorded)).toEqual(['a', 'b', 'c']);
  });

  it('still waits for consent once the page is shown, and forgets what was erased before', async () => {
    const { tracker, recorded, show, whenShown } = openUnshown({ consent: 'pending' });
    tracker.track(view('a'));
    await tracker.erase();
    tracker.track(view('b'));
    show();
    await whenShown;
    expect(recorded).toEqual([]);
    await tracker.setConsent('granted');
    expect(itemsOf(recorded)).toEqual(['b']);
  });

  it('records nothing where the shopper said no before the page was shown', async () => {
    const { tracker, recorded, show, whenShown } = openUnshown();
    tracker.track(view('a'));
    await tracker.setConsent('denied');
    show();
    await whenShown;
    await tracker.setConsent('granted');
    expect(recorded).toEqual([]);
  });
});

describe('a page in the back/forward cache', () => {
  /** A page that can be put there, and what it was told of that. */
  function openFreezable(origin: FakeOrigin, options: Partial<TrackerOptions> = {}) {
    let freeze = () => {};
    let thaw = () => {};
    const watchFreezing = (onFreeze: () => void, onThaw: () => void) => {
      [freeze, thaw] = [onFreeze, onThaw];
      return () => {};
    };
    const page = openPage(origin, options, { watchFreezing });
    const told: boolean[] = [];
    page.tracker.onFreezing((isFrozen) => told.push(isFrozen));
    return { ...page, told, freeze: () => freeze(), thaw: () => thaw() };
  }

  it('hears nothing from other tabs, which would throw it out of there, and of everything again once it is back', async () => {
    const origin = createFakeOrigin();
    const page = openFreezable(origin);
    const other = openPage(origin);
    page.freeze();
    other.tracker.track(view('a'));
    await untilDelivered();
    expect(page.recorded).toEqual([]);
    page.thaw();
    other.tracker.track(view('b'));
    await untilDelivered();
    expect(itemsOf(page.recorded)).toEqual(['b']);
    expect(page.told).toEqual([true, false]);
    expect(await page.stored()).toEqual(['a', 'b']);
  });

  it('obeys the consent that was withdrawn meanwhile, and the one that was given', async () => {
    const origin = createFakeOrigin();
    const page = openFreezable(origin, { consent: 'pending' });
    const other = openPage(origin, { consent: 'pending' });
    const changes: string[] = [];
    page.tracker.onConsent((consent) => changes.push(consent));
    page.freeze();
    await other.tracker.setConsent('granted');
    await untilDelivered();
    expect(changes).toEqual([]);
    page.thaw();
    expect(changes).toEqual(['granted']);
    page.freeze();
    await other.tracker.setConsent('denied');
    await untilDelivered();
    page.thaw();
    expect(changes).toEqual(['granted', 'denied']);
    expect(page.tracker.track(view('a'))).toBe(false);
  });
});
