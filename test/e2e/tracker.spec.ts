import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type EventsPages, serveEvents } from './pages/serve-events.js';

/** What the origin holds on the device: localStorage keys, and databases with their event counts. */
const inspect = (page: Page) =>
  page.evaluate(async () => {
    const databases: Record<string, number> = {};
    for (const { name } of await indexedDB.databases()) {
      const store = await window.events.openIndexedDbStore({ namespace: name! });
      databases[name!] = await store.count();
      store.close();
    }
    // What is kept as long as consent stands: the yes, the grant's id, and room for the journal.
    const lasting = ['vitrine:consent', 'vitrine:grant', 'vitrine:erased', 'vitrine:room'];
    const keys = Object.keys(localStorage);
    return { keys: keys.filter((key) => !lasting.includes(key)), isGranted: keys.includes('vitrine:grant'), databases };
  });

const track = (page: Page, itemId: string) =>
  page.evaluate((id) => window.tracker.track({ type: 'view_item', itemId: id }), itemId);

const storedItems = (page: Page) =>
  page.evaluate(async () => {
    const events = await (await window.tracker.store()).recent(99);
    return events.map((event) => ('itemId' in event ? event.itemId : event.type));
  });

test.describe('the tracker in a browser', () => {
  let pages: EventsPages;
  test.beforeAll(async () => {
    pages = await serveEvents();
  });
  test.afterAll(() => pages.close());

  const open = async (context: BrowserContext, consent: string) => {
    const page = await context.newPage();
    await page.goto(`${pages.url}/?consent=${consent}`);
    return page;
  };

  test('keeps all of twenty events, each followed at once by leaving the page', async ({ context }) => {
    test.slow(); // twenty page loads on a busy machine
    const page = await open(context, 'granted');
    for (let i = 0; i < 20; i++) {
      await page.evaluate((n) => {
        const link = document.querySelector<HTMLAnchorElement>('#next')!;
        link.onclick = () => window.tracker.track({ type: 'select_item', itemId: `item-${n}` });
        link.href = `/next?consent=granted&n=${n}`;
        link.click();
      }, i);
      await page.waitForURL(`**/next?consent=granted&n=${i}`);
    }
    expect(await storedItems(page)).toEqual(Array.from({ length: 20 }, (_, i) => `item-${i}`));
    expect(await inspect(page)).toEqual({ keys: [], isGranted: true, databases: { vitrine: 20 } });
  });

  test('writes nothing before consent, and everything upon it', async ({ context }) => {
    const page = await open(context, 'pending');
    await track(page, 'a');
    await page.evaluate(() => window.tracker.settled());
    expect(await inspect(page)).toEqual({ keys: [], isGranted: false, databases: {} });
    await page.evaluate(() => window.tracker.setConsent('granted'));
    expect(await inspect(page)).toEqual({ keys: [], isGranted: true, databases: { vitrine: 1 } });
    await page.reload();
    expect(await page.evaluate(() => window.tracker.consent())).toBe('granted');
    expect(await storedItems(page)).toEqual(['a']);
  });

  test('leaves nothing behind when consent is withdrawn, and stops every tab', async ({ context }) => {
    const [first, second] = [await open(context, 'granted'), await open(context, 'granted')];
    await track(first, 'a');
    await track(second, 'b');
    await first.evaluate(() => window.tracker.setConsent('denied'));
    await expect.poll(() => second.evaluate(() => window.tracker.consent())).toBe('denied');
    expect(await track(second, 'c')).toBe(false);
    await second.evaluate(() => window.tracker.settled());
    expect(await inspect(first)).toEqual({ keys: [], isGranted: false, databases: {} });
  });

  test('erases what a busy second tab writes meanwhile, and nothing that happened since', async ({ context }) => {
    const [first, second] = [await open(context, 'granted'), await open(context, 'granted')];
    await second.evaluate(() => {
      window.tracker.onErased(() => void Object.assign(window, { isErased: true }));
      for (let i = 0; i < 100; i++) window.tracker.track({ type: 'view_item', itemId: `before-${i}` });
    });
    await first.evaluate(() => window.tracker.erase());
    await expect.poll(() => second.evaluate(() => 'isErased' in window)).toBe(true);
    await track(second, 'since');
    await second.evaluate(() => window.tracker.settled());
    expect(await storedItems(first)).toEqual(['since']);
    expect(await inspect(first)).toEqual({ keys: [], isGranted: true, databases: { vitrine: 1 } });
  });

  test('hears what the other tab records, as it was stored', async ({ context }) => {
    const [first, second] = [await open(context, 'granted'), await open(context, 'granted')];
    await second.evaluate(() => {
      const heard: string[] = [];
      window.tracker.onRecorded((events) => heard.push(...events.map((event) => event.id)));
      Object.assign(window, { heard });
    });
    await track(first, 'a');
    const ids = await first.evaluate(async () => (await (await window.tracker.store()).recent(9)).map(({ id }) => id));
    await expect.poll(() => second.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(ids);
    expect(ids).toHaveLength(1);
  });

  test('remembers within the page where the browser has no IndexedDB, and says so once', async ({ context }) => {
    await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
    const page = await open(context, 'granted');
    await track(page, 'a');
    await track(page, 'b');
    expect(await storedItems(page)).toEqual(['a', 'b']);
    expect(await page.evaluate(() => window.errors)).toEqual(['STORAGE_UNAVAILABLE']);
    await page.reload();
    expect(await storedItems(page)).toEqual(['a', 'b']); // from the journal
  });
});
