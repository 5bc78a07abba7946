import { expect, type Page, test } from '@playwright/test';
import type { RecordedEvent } from '../../src/events/event/event.js';
import type { EventStore } from '../../src/events/store/event-store.js';
import { eventStoreContract } from '../contracts/event-store.js';
import { type EventsPages, serveEvents } from './pages/serve-events.js';

/** Runs work in the page; gives its value, or the code of the error that it rejects with. */
const outcome = (page: Page, work: () => Promise<unknown>) =>
  page.evaluate<unknown>(`(${work})().catch((error) => error.code ?? String(error))`);

test.describe('the event store on IndexedDB', () => {
  let pages: EventsPages;
  test.beforeAll(async () => {
    pages = await serveEvents();
  });
  test.afterAll(() => pages.close());
  test.beforeEach(({ page }) => page.goto(pages.url).then(() => undefined));

  for (const { name } of eventStoreContract) {
    test(name, async ({ page }) => {
      await expect(page.evaluate((caseName) => window.events.runContractCase(caseName), name)).resolves.toBeUndefined();
    });
  }

  test('reads no more than the last events from a long history', async ({ page }) => {
    const read = await page.evaluate(async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'long', now: () => Date.UTC(2026, 0, 2) });
      await store.append(Array.from({ length: 5000 }, (_, i) => window.events.viewEvent(i)));
      let delivered = 0;
      const success = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result')!;
      const seen = new WeakSet<IDBRequest>();
      Object.defineProperty(IDBRequest.prototype, 'result', {
        get() {
          const result = success.get!.call(this);
          if (result && !seen.has(this)) delivered += Array.isArray(result) ? result.length : 1;
          seen.add(this);
          return result;
        },
      });
      const last = await store.recent(20);
      return { delivered, first: last[0]!.id, count: last.length };
    });
    expect(read).toEqual({ delivered: expect.any(Number), first: 'id-04980', count: 20 });
    expect(read.delivered).toBeGreaterThanOrEqual(20); // the instrument works
    expect(read.delivered).toBeLessThanOrEqual(23);
  });

  test('deletes what is too old once an event of another day confirms the time', async ({ page }) => {
    const left = await outcome(page, async () => {
      const day = 24 * 60 * 60 * 1000;
      let now = Date.UTC(2026, 0, 2);
      const store = await window.events.openIndexedDbStore({ namespace: 'old', now: () => now });
      const early = await window.events.openIndexedDbStore({ namespace: 'old', now: () => 0 }); // sees whatever is there
      await store.append([window.events.viewEvent(1, now)]);
      const counts: number[] = [];
      for (const days of [181, 1]) {
        now += days * day;
        await store.append([window.events.viewEvent(100 + days, now)]);
        counts.push((await store.recent(9)).length, (await early.recent(9)).length);
      }
      return counts;
    });
    expect(left).toEqual([1, 2, 2, 2]);
  });

  test('keeps what one grant allows from what another does, whoever still writes under the first', async ({ page }) => {
    const result = await outcome(page, async () => {
      const { openIndexedDbStore, viewEvent } = window.events;
      let standing = 'first';
      const under = (id: string) =>
        openIndexedDbStore({ namespace: 'grants', now: () => 0, grant: () => id, isWanted: () => standing === id });
      const first = await under('first');
      await first.append([viewEvent(1)]);
      const reader = await openIndexedDbStore({ namespace: 'grants', now: () => 0, isWanted: () => false });
      await reader.setState('scores', 'of the first');
      standing = 'second';
      const second = await under('second');
      const taken = [await second.count(), (await second.getState('scores')) ?? null];
      await second.append([viewEvent(2)]);
      await first.append([viewEvent(3)]);
      await reader.setState('scores', 'of the first');
      return [...taken, (await second.recent(9)).map(({ id }) => id), (await second.getState('scores')) ?? null];
    });
    expect(result).toEqual([0, null, ['id-00002'], null]);
  });

  test('writes nothing under a grant that ended while it was about to', async ({ page }) => {
    const stored = await outcome(page, async () => {
      const { openIndexedDbStore, viewEvent } = window.events;
      let own: string | undefined = 'first';
      const first = await openIndexedDbStore({ namespace: 'ended', now: () => 0, grant: () => own });
      const second = await openIndexedDbStore({ namespace: 'ended', now: () => 0, grant: () => 'second' });
      const writing = first.append([viewEvent(1)]);
      own = undefined;
      await Promise.all([writing, second.append([viewEvent(2)])]);
      return (await second.recent(9)).map(({ id }) => id);
    });
    expect(stored).toEqual(['id-00002']);
  });

  test('is durable: another page of the shop finds the events', async ({ page }) => {
    await outcome(page, async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'kept', now: () => 0 });
      await store.append([window.events.viewEvent(1)]);
    });
    await page.goto(`${pages.url}/next`);
    const ids = await outcome(page, async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'kept', now: () => 0 });
      return (await store.recent(9)).map((event) => event.id);
    });
    expect(ids).toEqual(['id-00001']);
  });

  test('lets a newer version upgrade at once, and then says that it is out of date', async ({ page }) => {
    const appending = await outcome(page, async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'old' });
      await new Promise((resolve, reject) => {
        const upgrade = indexedDB.open('old', 99);
        upgrade.onsuccess = resolve;
        upgrade.onblocked = () => reject(new Error('blocked'));
      });
      await store.append([window.events.viewEvent(1)]);
    });
    expect(appending).toBe('STORAGE_UNAVAILABLE');
    const opening = await outcome(page, () => window.events.openIndexedDbStore({ namespace: 'old' }));
    expect(opening).toBe('STORAGE_UNAVAILABLE');
  });

  test('gives up on a database that does not open', async ({ page }) => {
    const opening = await outcome(page, async () => {
      (await window.events.openIndexedDbStore({ namespace: 'held' })).close();
      // An old tab that never lets go keeps the deletion waiting, and whoever opens after it.
      await new Promise((resolve) => {
        indexedDB.open('held').onsuccess = resolve;
      });
      indexedDB.deleteDatabase('held');
      return window.events.openIndexedDbStore({ namespace: 'held', openTimeoutMs: 100 });
    });
    expect(opening).toBe('STORAGE_UNAVAILABLE');
  });

  test('makes no database that is not wanted any more, however late it opens, and opens one that is there', async ({
    page,
  }) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    const result = await outcome(page, async () => {
      const unwanted = () => window.events.openIndexedDbStore({ namespace: 'unwanted', isWanted: () => false });
      const code = await unwanted().catch((error) => error.code);
      const names = (await indexedDB.databases()).map(({ name }) => name);
      (await window.events.openIndexedDbStore({ namespace: 'unwanted' })).close();
      return { code, isMade: names.includes('unwanted'), count: await (await unwanted()).count() };
    });
    expect(result).toEqual({ code: 'STORAGE_UNAVAILABLE', isMade: false, count: 0 });
    expect(failures).toEqual([]);
  });

  test('reports a browser without IndexedDB as unavailable', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
    await page.reload();
    const opening = await outcome(page, () => window.events.openIndexedDbStore({ namespace: 'none' }));
    expect(opening).toBe('STORAGE_UNAVAILABLE');
  });

  test('reopens once when the browser takes the connection away', async ({ page, context }) => {
    await page.evaluate(async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'lost', now: () => 0 });
      Object.assign(window, { store });
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.clearDataForOrigin', { origin: pages.url, storageTypes: 'indexeddb' });
    const ids = await outcome(page, async () => {
      const { store } = window as unknown as { store: EventStore };
      await store.append([window.events.viewEvent(1)]);
      return (await store.recent(9)).map((event) => event.id);
    });
    expect(ids).toEqual(['id-00001']);
  });

  test('runs a transaction again when the connection was lost unnoticed', async ({ page }) => {
    const count = await outcome(page, async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'stale', now: () => 0 });
      const transaction = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = () => {
        IDBDatabase.prototype.transaction = transaction;
        throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
      };
      await store.append([window.events.viewEvent(1)]);
      return store.count();
    });
    expect(count).toBe(1);
  });

  test('fails with a typed error when the connection is lost over and over', async ({ page }) => {
    const appending = await outcome(page, async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'flaky' });
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
      };
      await store.append([window.events.viewEvent(1)]);
    });
    expect(appending).toBe('STORAGE_FAILED');
  });

  test('undoes the whole of an append that fails, and leaves no rejection unhandled', async ({ page }) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    const result = await outcome(page, async () => {
      const store = await window.events.openIndexedDbStore({ namespace: 'whole', now: () => 0 });
      await store.append([window.events.viewEvent(1)]);
      const unclonable = { ...window.events.viewEvent(3), itemId: (() => {}) as unknown as string };
      const appending = store.append([window.events.viewEvent(2), unclonable as RecordedEvent]);
      const code = await appending.catch((error) => error.code);
      return [code, await store.count(), (await store.recent(9)).length];
    });
    expect(result).toEqual(['STORAGE_FAILED', 1, 1]);
    expect(failures).toEqual([]);
  });
});
