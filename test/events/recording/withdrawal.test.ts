import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { createTracker } from '../../../src/events/recording/tracker.js';
import { createFakeOrigin, type DeviceChanges, type FakeOrigin } from '../fake-device.js';

const noon = Date.UTC(2026, 0, 1, 12);
const search = (query: string) => ({ type: 'search', query });
const untilDelivered = () => new Promise((resolve) => setTimeout(() => setImmediate(resolve), 20));

/** A page; `hear` tells it that localStorage has changed, as a browser does by `storage` events. */
function openPage(origin: FakeOrigin, consent: 'pending' | 'granted' | 'denied', changes: DeviceChanges = {}) {
  let hear: (key: string | null) => void = () => {};
  const errors: string[] = [];
  let time = noon;
  const device = origin.device({
    watchStorage: (listen) => {
      hear = listen;
      return () => {};
    },
    ...changes,
  });
  const onError = ({ code }: { code: string }) => errors.push(code);
  const tracker = createTracker({ namespace: 'shop', consent, now: () => ++time, onError, device });
  return { tracker, errors, hear: (key: string | null) => hear(key), device };
}

const queries = (events: readonly RecordedEvent[]) => events.map((event) => 'query' in event && event.query);
const storedIn = async (origin: FakeOrigin) => queries(await origin.database.recent(99));

/** A channel that delivers nothing: the tab is busy, or the browser has none. */
const deaf = { createChannel: null };

describe('an erasure', () => {
  it('leaves what another tab records and stores before the database is cleared', async () => {
    const origin = createFakeOrigin();
    let time = noon;
    const now = () => ++time;
    const open = (changes?: DeviceChanges) => {
      const onError = () => {};
      return createTracker({ namespace: 'shop', consent: 'granted', now, onError, device: origin.device(changes) });
    };
    const [here, there] = [open(), open({ createChannel: null })];
    here.track(search('before'));
    await Promise.all([here.settled(), there.settled()]);
    // Whoever writes state is waited for: long enough for the other tab to store an event.
    here.onErased(async () => {
      there.track(search('since'));
      await there.settled();
    });
    await here.erase();
    await untilDelivered();
    await there.settled();
    expect(await storedIn(origin)).toEqual(['since']);
  });
});

describe('an erasure right after a burst', () => {
  it('reaches the events of the burst in the other tab, though they are dated ahead of its clock', async () => {
    const origin = createFakeOrigin();
    const open = () => {
      const onError = () => {};
      return createTracker({
        namespace: 'shop',
        consent: 'granted',
        now: () => noon,
        onError,
        device: origin.device(),
      });
    };
    const [here, there] = [open(), open()];
    const heard: RecordedEvent[] = [];
    there.onRecorded((events) => heard.push(...events));
    for (let i = 0; i < 20; i++) here.track(search(`before ${i}`));
    await here.erase();
    await untilDelivered();
    here.track(search('since'));
    await untilDelivered();
    expect(queries(heard)).toEqual(['since']);
    expect(await (await there.store()).count()).toBe(1);
  });
});

describe('consent that another tab withdraws', () => {
  it('is heeded by the next event, whether or not the tab has heard of it', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin, 'pending'), openPage(origin, 'pending', deaf)];
    await here.tracker.setConsent('granted');
    there.tracker.consent();
    void here.tracker.setConsent('denied');
    expect(there.tracker.track(search('secret'))).toBe(false);
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    expect([await storedIn(origin), origin.storage.keys()]).toEqual([[], []]);
  });

  it('drops what the tab has not stored yet, however late it happened', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin, 'granted'), openPage(origin, 'granted')];
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    // As a tab in a long task sees localStorage: as it was.
    const before = origin.storage.getItem('shop:grant')!;
    void here.tracker.setConsent('denied');
    origin.storage.setItem('shop:grant', before);
    expect(there.tracker.track(search('secret'))).toBe(true);
    origin.storage.removeItem('shop:grant');
    await untilDelivered();
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    expect(there.tracker.consent()).toBe('denied');
    expect([await storedIn(origin), origin.storage.keys()]).toEqual([[], []]);
  });

  const leftover = JSON.stringify({ ...search('secret'), id: 'left', time: noon, grant: 'ended' });

  it.each(['pending', 'denied'] as const)(
    'a page whose consent is %s drops what a closed tab has left',
    async (consent) => {
      const origin = createFakeOrigin();
      origin.storage.setItem('shop:journal:left', leftover);
      origin.storage.setItem('shop:room', ' ');
      origin.storage.setItem('shop:experiment', '{"lot":1}');
      await openPage(origin, consent).tracker.settled();
      expect(origin.storage.keys()).toEqual([]);
    },
  );

  it('is never outweighed by what a closed tab has left: a later grant does not store it', async () => {
    for (const consent of ['granted', 'pending'] as const) {
      const origin = createFakeOrigin();
      const page = openPage(origin, consent);
      origin.storage.setItem('shop:journal:left', leftover);
      await page.tracker.setConsent('granted');
      const next = openPage(origin, consent);
      expect(queries(await (await next.tracker.store()).recent(9))).toEqual([]);
      expect(origin.storage.passing()).toEqual([]);
    }
  });

  it('is made sure of by a tab that is still open, when a tab that has not heard of it writes', async () => {
    const origin = createFakeOrigin();
    const here = openPage(origin, 'granted');
    await here.tracker.setConsent('denied');
    origin.storage.setItem('shop:journal:left', leftover);
    here.hear('shop:journal:left');
    expect(origin.storage.keys()).toEqual([]);
  });

  it('leaves a grant that the shopper has given since, and its events', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin, 'pending'), openPage(origin, 'pending')];
    await here.tracker.setConsent('granted');
    await untilDelivered();
    void here.tracker.setConsent('denied');
    await here.tracker.setConsent('granted');
    here.tracker.track(search('since'));
    await untilDelivered();
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    expect([here.tracker.consent(), there.tracker.consent()]).toEqual(['granted', 'granted']);
    expect(await storedIn(origin)).toEqual(['since']);
    expect(there.tracker.track(search('there'))).toBe(true);
    await there.tracker.settled();
    expect(await storedIn(origin)).toEqual(['since', 'there']);
  });

  it('does not wait for storage that never loads, and neither does erasing', async () => {
    const origin = createFakeOrigin();
    const page = openPage(origin, 'granted', { loadStorage: () => new Promise(() => {}) });
    page.tracker.track(search('secret'));
    await page.tracker.erase();
    expect(origin.actions).toEqual(['delete']);
    page.tracker.track(search('secret'));
    await page.tracker.setConsent('denied');
    expect([origin.storage.keys(), page.errors]).toEqual([[], []]);
  });

  it('is not what an erasure in another tab is, which a tab without a channel heeds all the same', async () => {
    const origin = createFakeOrigin();
    const [here, there] = [openPage(origin, 'granted', deaf), openPage(origin, 'granted', deaf)];
    await Promise.all([here.tracker.settled(), there.tracker.settled()]);
    const erased: string[] = [];
    there.tracker.onErased(() => void erased.push('there'));
    await here.tracker.erase();
    there.hear('shop:grant');
    expect([erased, there.tracker.consent()]).toEqual([['there'], 'granted']);
    there.hear('shop:grant');
    expect(erased).toEqual(['there']);
  });
});

describe('messages that another script sends to the tabs', () => {
  const hostile = [Number.POSITIVE_INFINITY, Number.NaN, 1e300, -1, '0', null, {}].flatMap((value) => [
    { type: 'erased', upTo: value },
    { type: 'erased', upTo: value, isWithdrawn: 'yes', grant: value },
    { type: 'granted', at: value },
    { type: 'recorded', events: value },
    { type: 'recorded', events: [{ ...search('a'), id: 'a', time: value }] },
    { type: value },
    value,
  ]);

  it('give no consent, break nothing, and leave the clock as it is', async () => {
    const origin = createFakeOrigin();
    const page = openPage(origin, 'granted');
    const asking = openPage(origin, 'pending');
    const heard: RecordedEvent[] = [];
    page.tracker.onRecorded((events) => heard.push(...events));
    const script = page.device.createChannel!('shop:tabs');
    for (const message of hostile) script.postMessage(message);
    await untilDelivered();
    await page.tracker.settled();
    expect([page.tracker.consent(), asking.tracker.consent()]).toEqual(['granted', 'pending']);
    page.tracker.track(search('after'));
    await page.tracker.settled();
    expect(heard.filter(({ time }) => !(time < noon + 60_000))).toEqual([]);
    expect(await storedIn(origin)).toEqual(['after']);
    expect(page.errors).toEqual([]);
  });
});
