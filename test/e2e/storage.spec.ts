import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type EventsPages, serveEvents } from './pages/serve-events.js';

declare global {
  interface Window {
    /** Whether the fault that a test injects is in force. */
    isBroken: boolean;
  }
}

const track = (page: Page, itemId: string) =>
  page.evaluate((id) => window.tracker.track({ type: 'view_item', itemId: id }), itemId);

/** The items of the events in the tracker's store, durable or not. */
const items = (page: Page) =>
  page.evaluate(async () => {
    await window.tracker.settled();
    const events = await (await window.tracker.store()).recent(9999);
    return events.map((event) => ('itemId' in event ? event.itemId : event.type));
  });

const isDurable = (page: Page) => page.evaluate(async () => (await window.tracker.store()).isDurable);
const errors = (page: Page) => page.evaluate(() => window.errors);
const journal = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('vitrine:journal:')).length);

/** Waits until storage works again. */
const recovered = (page: Page) => expect.poll(() => isDurable(page), { message: 'storage works again' }).toBe(true);

/** Makes the browser's own method throw while `isBroken`. */
const breakMethod = (context: BrowserContext, owner: string, method: string, error: string, message = 'injected') =>
  context.addInitScript(
    ([ownerName, name, errorName, text]) => {
      window.isBroken = true;
      const { prototype } = window[ownerName as 'IDBFactory'];
      const work = prototype[name as 'open'];
      Object.defineProperty(prototype, name, {
        value(this: IDBFactory, ...args: Parameters<IDBFactory['open']>) {
          if (window.isBroken) throw new DOMException(text, errorName);
          return work.apply(this, args);
        },
      });
    },
    [owner, method, error, message],
  );

const setBroken = (page: Page, isBroken: boolean) =>
  page.evaluate((value) => {
    window.isBroken = value;
  }, isBroken);

test.describe('storage under fire', () => {
  let pages: EventsPages;
  test.beforeAll(async () => {
    pages = await serveEvents();
  });
  test.afterAll(() => pages.close());

  const open = async (context: BrowserContext, consent = 'granted') => {
    const page = await context.newPage();
    await page.goto(`${pages.url}/?consent=${consent}`);
    return page;
  };

  test('blocked by a policy (SecurityError): memory and journal, then the database once it is allowed', async ({
    context,
  }) => {
    await breakMethod(context, 'IDBFactory', 'open', 'SecurityError');
    const page = await open(context);
    for (const item of ['a', 'b']) await track(page, item);
    expect([await items(page), await isDurable(page), await journal(page)]).toEqual([['a', 'b'], false, 2]);
    await setBroken(page, false);
    await recovered(page);
    expect([await items(page), await journal(page)]).toEqual([['a', 'b'], 0]);
    expect(await errors(page)).toEqual(['STORAGE_UNAVAILABLE']);
  });

  test("lost (Safari's connection lost): nothing is lost with it, and it is told once", async ({ context }) => {
    const lost = 'Connection to Indexed Database server lost. Refresh the page to try again';
    await breakMethod(context, 'IDBDatabase', 'transaction', 'UnknownError', lost);
    await context.addInitScript(() => {
      window.isBroken = false;
    });
    const page = await open(context);
    await track(page, 'before');
    await items(page);
    await setBroken(page, true);
    for (const item of ['during-1', 'during-2']) await track(page, item);
    expect(await items(page)).toEqual(['during-1', 'during-2']);
    await setBroken(page, false);
    await recovered(page);
    await track(page, 'after');
    expect(await items(page)).toEqual(['before', 'during-1', 'during-2', 'after']);
    expect([await errors(page), await journal(page)]).toEqual([['STORAGE_FAILED'], 0]);
  });

  test("full: the shop's own storage is not fought for, and events are stored when there is room", async ({
    context,
  }) => {
    const page = await open(context, '');
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: pages.url, quotaSize: 1 });
    await page.goto(`${pages.url}/?consent=granted`);
    await page.evaluate(() => localStorage.setItem('cart', 'of the shop'));
    for (const item of ['a', 'b']) await track(page, item);
    expect([await items(page), await isDurable(page)]).toEqual([['a', 'b'], false]);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: pages.url });
    await recovered(page);
    expect(await items(page)).toEqual(['a', 'b']);
    expect(await errors(page)).toEqual(['STORAGE_FULL']);
    expect(await page.evaluate(() => localStorage.getItem('cart'))).toBe('of the shop');
  });

  test('full of old events: the older half makes room for the next', async ({ context }) => {
    const page = await open(context);
    const left = await page.evaluate(async () => {
      const now = Date.now();
      const store = await window.tracker.store();
      await store.append(Array.from({ length: 1200 }, (_, i) => window.events.viewEvent(i, now - 1200 + i)));
      await store.setState('score-snapshot', 'large');
      const add = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = () => {
        IDBObjectStore.prototype.add = add;
        throw new DOMException('injected', 'QuotaExceededError');
      };
      window.tracker.track({ type: 'view_item', itemId: 'new' });
      await window.tracker.settled();
      return [(await window.tracker.store()).isDurable, await store.count(), await store.getState('score-snapshot')];
    });
    expect(left).toEqual([true, 601, undefined]);
    const kept = await items(page);
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([601, 'item-600', 'new']);
    expect(await errors(page)).toEqual([]);
  });

  test('an upgrade by a newer tab: the old one lets go by itself and never touches what that wrote', async ({
    context,
  }) => {
    const old = await open(context);
    await track(old, 'a');
    await items(old);
    const newer = await open(context, '');
    const upgrade = () =>
      newer.evaluate(
        () =>
          new Promise((resolve, reject) => {
            const request = indexedDB.open('vitrine', 99);
            request.onblocked = () => reject(new Error('the old tab blocks'));
            request.onupgradeneeded = () => request.result.createObjectStore('newer').add('kept', 'key');
            request.onsuccess = () => {
              request.result.close();
              resolve('upgraded');
            };
          }),
      );
    expect(await upgrade()).toBe('upgraded');
    await track(old, 'b');
    expect([await items(old), await journal(old)]).toEqual([['b'], 1]);
    const page = await open(context); // an old page, from a cache say, after the upgrade
    expect([await items(page), await errors(page)]).toEqual([['b'], ['STORAGE_UNAVAILABLE']]);
    expect(await errors(old)).toEqual(['STORAGE_UNAVAILABLE']);
    const found = await newer.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('vitrine');
          request.onsuccess = () => {
            const tx = request.result.transaction(['newer', 'events']);
            const [kept, count] = [tx.objectStore('newer').get('key'), tx.objectStore('events').count()];
            tx.oncomplete = () => resolve([request.result.version, kept.result, count.result]);
          };
        }),
    );
    expect(found).toEqual([99, 'kept', 1]);
  });

  test('damaged records: skipped, told once, and the rest is kept, counted and added to', async ({ context }) => {
    const page = await open(context);
    for (const item of ['a', 'b']) await track(page, item);
    await items(page);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('vitrine');
          request.onsuccess = () => {
            const tx = request.result.transaction(['events', 'meta'], 'readwrite');
            tx.objectStore('events').put({ id: 'no-items', time: 1, type: 'purchase', itemIds: null });
            tx.objectStore('events').put({ id: 'no-text', time: 2, type: 'view_item', itemId: 10n });
            tx.objectStore('events').put({ id: 'no-time', time: 'noon', type: 'view_item', itemId: 'x' });
            tx.objectStore('meta').put({ count: 'many' }, 'totals');
            tx.oncomplete = () => {
              request.result.close();
              resolve(undefined);
            };
          };
        }),
    );
    await page.reload();
    await track(page, 'c');
    expect([await items(page), await items(page)]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(await errors(page)).toEqual(['STORAGE_CORRUPT']);
    expect(await page.evaluate(async () => (await window.tracker.store()).count())).toBeGreaterThanOrEqual(3);
  });

  test('private mode: neither database nor localStorage takes anything, and each is told once', async ({ context }) => {
    await breakMethod(context, 'IDBFactory', 'open', 'InvalidStateError', 'did not allow mutations');
    await breakMethod(context, 'Storage', 'setItem', 'QuotaExceededError');
    const page = await open(context);
    // Nothing can be written down: they count on this page, and nothing is promised.
    for (const item of ['a', 'b']) expect(await track(page, item)).toBe(false);
    expect(await items(page)).toEqual(['a', 'b']);
    expect((await errors(page)).sort()).toEqual(['STORAGE_FULL', 'STORAGE_UNAVAILABLE']);
  });

  test('wiped after seven idle days: a fresh start, and a journal that was left is read once', async ({ context }) => {
    const page = await open(context);
    await page.evaluate(() => window.tracker.setConsent('granted'));
    await track(page, 'long ago');
    await items(page);
    const devtools = await context.newCDPSession(page);
    const wipe = (storageTypes: string) =>
      devtools.send('Storage.clearDataForOrigin', { origin: pages.url, storageTypes });
    await wipe('indexeddb');
    await track(page, 'after'); // on the page whose database went
    expect(await items(page)).toEqual(['after']);
    const left = { type: 'view_item', itemId: 'left', id: 'left', time: Date.now() };
    await page.evaluate((event) => localStorage.setItem('vitrine:journal:left', JSON.stringify(event)), left);
    await wipe('indexeddb');
    for (let visit = 0; visit < 2; visit++) {
      await page.reload();
      expect([await items(page), await journal(page)]).toEqual([['left'], 0]);
    }
    await page.goto('about:blank');
    await wipe('all');
    await page.goto(`${pages.url}/?consent=pending`);
    expect(await page.evaluate(() => window.tracker.consent())).toBe('pending');
    expect(await page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length])).toEqual([
      0, 0,
    ]);
    expect(await errors(page)).toEqual([]);
  });

  test('no localStorage: events go straight to the database', async ({ context }) => {
    await context.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('injected', 'SecurityError');
        },
      }),
    );
    const page = await open(context);
    await track(page, 'a');
    expect(await items(page)).toEqual(['a']);
    await page.reload();
    expect([await items(page), await errors(page)]).toEqual([['a'], []]);
  });

  /** The shop's own data takes all that is left of localStorage. */
  const fill = (page: Page) =>
    page.evaluate(() => {
      for (let size = 2 ** 22; size >= 1; size /= 2) {
        try {
          localStorage.setItem(`shop-${size}`, 'x'.repeat(size));
        } catch {
          // the next smaller one may still fit
        }
      }
    });
  const shopKeys = (page: Page) =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('shop-')).length);
  /** Tracks a burst, and leaves the page in the same task; returns which were accepted, and what was told. */
  const burstAndLeave = async (page: Page, count: number) => {
    await page.exposeFunction('noteBurst', (accepted: number[], codes: string[]) => {
      noted = { accepted, codes };
    });
    let noted = { accepted: [] as number[], codes: [] as string[] };
    await page.evaluate((n) => {
      const accepted: number[] = [];
      for (let i = 0; i < n; i++) if (window.tracker.track({ type: 'view_item', itemId: `${i}` })) accepted.push(i);
      location.href = '/next?consent=granted';
      (window as unknown as { noteBurst: (...args: unknown[]) => void }).noteBurst(accepted, window.errors);
    }, count);
    await page.waitForURL('**/next?consent=granted');
    await expect.poll(() => noted.accepted.length + noted.codes.length).toBeGreaterThan(0);
    return noted;
  };

  test('localStorage filled by the shop later: its keys stay, and events have the room that was kept for them', async ({
    context,
  }) => {
    const page = await open(context);
    await items(page);
    await fill(page);
    const filled = await shopKeys(page);
    const { accepted, codes } = await burstAndLeave(page, 40);
    expect([accepted.length, codes]).toEqual([40, []]);
    expect(await items(page)).toEqual(accepted.map(String));
    expect(await shopKeys(page)).toBe(filled);
  });

  test('localStorage filled by the shop before: no event is called accepted that leaving the page would lose', async ({
    context,
  }) => {
    const page = await open(context, '');
    await fill(page);
    await page.goto(`${pages.url}/?consent=granted`);
    expect(await track(page, 'a')).toBe(false);
    expect([await items(page), await isDurable(page), await errors(page)]).toEqual([['a'], true, ['STORAGE_FULL']]);
    const { accepted } = await burstAndLeave(page, 40);
    const kept = await items(page);
    expect(accepted.map(String).filter((item) => !kept.includes(item))).toEqual([]);
  });

  test('a burst of 1,000 in the task in which the page is left: each that was accepted is kept', async ({
    context,
  }) => {
    const page = await open(context);
    const { accepted, codes } = await burstAndLeave(page, 1000);
    expect([accepted.length, codes]).toEqual([1000, []]);
    expect(await items(page)).toEqual(accepted.map(String));
    expect(await journal(page)).toBe(0);
  });

  test('100,000 calls in a loop: the page goes on, is told once, and every accepted event is kept', async ({
    context,
  }) => {
    const page = await open(context);
    const accepted = await page.evaluate(() => {
      let count = 0;
      for (let i = 0; i < 100_000; i++) if (window.tracker.track({ type: 'view_item', itemId: `${i}` })) count++;
      return count;
    });
    expect(accepted).toBeGreaterThanOrEqual(1000);
    expect(accepted).toBeLessThan(10_000);
    expect((await items(page)).length).toBe(accepted);
    expect(await errors(page)).toEqual(['TOO_MANY_EVENTS']);
  });

  test.describe('without BroadcastChannel', () => {
    test.describe.configure({ retries: 0 });

    test('no BroadcastChannel: erasing and withdrawing reach the other tab all the same, and leave nothing', async ({
      context,
    }) => {
      await context.addInitScript(() => Object.assign(window, { BroadcastChannel: undefined }));
      const [first, second] = [await open(context), await open(context)];
      await second.evaluate(() => {
        window.isBroken = false;
        window.tracker.onErased(() => {
          window.isBroken = true;
        });
      });
      await track(second, 'a');
      await items(second);
      await first.evaluate(() => window.tracker.erase());
      await expect.poll(() => second.evaluate(() => window.isBroken)).toBe(true);
      expect([await items(first), await items(second)]).toEqual([[], []]);
      await first.evaluate(() => window.tracker.setConsent('denied'));
      await expect.poll(() => second.evaluate(() => window.tracker.consent())).toBe('denied');
      await second.evaluate(() => window.tracker.settled());
      expect(await first.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length])).toEqual([
        0, 0,
      ]);
    });
  });
});
