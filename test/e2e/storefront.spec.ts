import { expect } from '@playwright/test';
import { shopOrder } from './shop.js';
import {
  homeOrder,
  inFirstRow,
  modelReady,
  openRankedHome,
  recordedEvents,
  scriptReady,
  test,
  viewItems,
} from './shopper.js';

const threeCandles = ['candle-2', 'candle-3', 'candle-5'];

test('brings more of a kind into the first row after three items of that kind', async ({ page }) => {
  await page.goto('/');
  expect(inFirstRow(await homeOrder(page), 'candle')).toBe(1);
  await viewItems(page, threeCandles);
  const order = await openRankedHome(page);
  expect(inFirstRow(order, 'candle')).toBeGreaterThanOrEqual(4);
  expect([...order].sort()).toEqual([...shopOrder].sort());
});

test('leaves the shop’s order to a shopper without history', async ({ page }) => {
  await page.goto('/');
  await modelReady(page);
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  expect(await page.evaluate(() => window.heard.rankings)).toEqual([
    { slot: 'home', reranked: false, reason: 'no-history', ids: shopOrder },
  ]);
  expect(await homeOrder(page)).toEqual(shopOrder);
});

test('ranks the second page from what the first has stored, without waiting for a worker', async ({ page, shop }) => {
  await viewItems(page, threeCandles);
  shop.replaced.set('/vitrine.worker.js', '// never answers');
  await page.goto('/');
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  const [first] = await page.evaluate(() => window.heard.rankings);
  expect(first.reranked).toBe(true);
  expect(inFirstRow(await homeOrder(page), 'candle')).toBeGreaterThanOrEqual(4);
});

test('remembers the shopper after a reload', async ({ page }) => {
  await viewItems(page, threeCandles);
  const order = await openRankedHome(page);
  await page.reload();
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  expect(await homeOrder(page)).toEqual(order);
});

test('forgets: the shop’s order comes back and every store is empty', async ({ page }) => {
  await viewItems(page, threeCandles);
  await openRankedHome(page);
  await modelReady(page);
  await page.evaluate(() => window.vitrine.forget());
  await expect.poll(() => homeOrder(page)).toEqual(shopOrder);
  const stored = await page.evaluate(async () => {
    const { events } = await window.vitrine.exportData();
    const rows: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        indexedDB.open(name).onsuccess = ({ target }) => resolve((target as IDBOpenDBRequest).result);
      });
      for (const store of database.objectStoreNames) {
        rows[`${name}/${store}`] = await new Promise((resolve) => {
          database.transaction(store).objectStore(store).count().onsuccess = ({ target }) =>
            resolve((target as IDBRequest<number>).result);
        });
      }
      database.close();
    }
    return { events, rows, journal: Object.keys(localStorage).filter((key) => key.includes('journal')) };
  });
  expect(stored.events).toEqual([]);
  expect(stored.journal).toEqual([]);
  expect(Object.keys(stored.rows).length).toBeGreaterThan(0);
  expect(Object.entries(stored.rows).filter(([name, count]) => count > 0 && !name.endsWith('/meta'))).toEqual([]);
  await page.reload();
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  expect(await homeOrder(page)).toEqual(shopOrder);
});

test('shows a second tab the same shopper', async ({ page, context }) => {
  await viewItems(page, threeCandles);
  const first = await modelReady(page);
  const second = await context.newPage();
  await second.goto('/');
  const profile = await modelReady(second);
  expect(profile.eventCount).toBe(3);
  expect(profile.cluster).toEqual(first.cluster);
  expect(profile.cluster?.label).toBe('candle lovers');
  await second.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'mug-1' }));
  await expect.poll(() => page.evaluate(async () => (await window.vitrine.profile()).eventCount)).toBe(4);
});

test('keeps twenty events of twenty clicks that each leave the page at once', async ({ page }) => {
  test.slow();
  for (let i = 0; i < 20; i++) {
    await page.goto('/');
    await scriptReady(page);
    // A list that is ordered between press and release moves the link from under the pointer: no click, and no event.
    await expect(async () => {
      if (new URL(page.url()).pathname === '/') await page.locator('[data-vitrine-item] a').nth(i).click();
      await page.waitForURL('**/item/*', { timeout: 15_000 });
    }).toPass();
  }
  await page.goto('about:blank');
  await page.goto('/');
  await modelReady(page);
  const events = await recordedEvents(page);
  const selected = events.flatMap((event) => (event.type === 'select_item' ? [event] : []));
  expect(selected).toHaveLength(20);
  expect(selected.every(({ listId }) => listId === 'home')).toBe(true);
});

test('stores nothing before consent, and everything after', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'pending';
  await page.goto('/item/mug-3');
  await scriptReady(page);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length + localStorage.length)).toBe(0);
  await page.evaluate(() => window.vitrine.push(['setConsent', 'granted']));
  await modelReady(page);
  const events = await recordedEvents(page);
  expect(events).toMatchObject([{ type: 'view_item', itemId: 'mug-3' }]);
});

test('withdrawing consent erases everything, in every tab', async ({ page, context }) => {
  await viewItems(page, threeCandles);
  const second = await context.newPage();
  await second.goto('/');
  await modelReady(second);
  await page.evaluate(() => window.vitrine.setConsent('denied'));
  await expect.poll(() => second.evaluate(() => window.vitrine.consent())).toBe('denied');
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  for (const tab of [page, second]) {
    expect(await recordedEvents(tab)).toEqual([]);
  }
});
