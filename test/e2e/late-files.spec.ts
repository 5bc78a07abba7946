import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import type { ShopServer } from './server.js';
import { shopOrder } from './shop.js';
import { homeOrder, modelReady, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const dist = join(import.meta.dirname, '../../dist');
const built = (file: string) => readFileSync(join(dist, file), 'utf8');
const integrity = `sha384-${createHash('sha384').update(built('vitrine.iife.js')).digest('base64')}`;

const lateFiles = ['/vitrine.client.js', '/vitrine.storage.js'];
const lateRequests = ({ requests }: ShopServer) =>
  requests.map(({ url }) => url).filter((url) => lateFiles.includes(url));
const errors = (page: Page) => page.evaluate(() => window.heard.errors);

test('a page asks for storage and the worker upon consent, and not before', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'pending';
  await page.goto('/');
  await scriptReady(page);
  await page.evaluate(async () => {
    window.vitrine.track({ type: 'view_item', itemId: 'toy-1' });
    await window.vitrine.rerank(['toy-1', 'mug-1']);
  });
  expect(lateRequests(shop)).toEqual([]);
  await page.evaluate(() => window.vitrine.setConsent('granted'));
  expect((await modelReady(page)).eventCount).toBe(1);
  expect(lateRequests(shop).sort()).toEqual(lateFiles);
  expect(await errors(page)).toEqual([]);
});

test('a script tag with an integrity attribute takes those two as they were built', async ({ page, shop }) => {
  shop.settings.tag.integrity = integrity;
  await page.goto('/item/toy-1');
  expect((await modelReady(page)).eventCount).toBe(1);
  expect(lateRequests(shop).sort()).toEqual(lateFiles);
  expect(await errors(page)).toEqual([]);
});

test('and runs neither when they are others: events stay in memory, lists as they are', async ({ page, shop }) => {
  shop.settings.tag.integrity = integrity;
  for (const file of lateFiles) shop.replaced.set(file, `window.hasRun = true;${built(file)}`);
  await page.goto('/');
  await scriptReady(page);
  await expect.poll(async () => (await errors(page)).sort()).toEqual(['STORAGE_UNAVAILABLE', 'WORKER_UNAVAILABLE']);
  const { hasRun, events } = await page.evaluate(async () => {
    window.vitrine.track({ type: 'view_item', itemId: 'toy-1' });
    return { hasRun: 'hasRun' in window, events: (await window.vitrine.exportData()).events.length };
  });
  expect({ hasRun, events }).toEqual({ hasRun: false, events: 1 });
  expect(await homeOrder(page)).toEqual(shopOrder);
});

test('the main entry goes on without a file that does not load, and tells of each once', async ({ page, shop }) => {
  for (const file of lateFiles) shop.replaced.set(file, 404);
  await page.route('**/module', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><script type="module">
        import { createVitrine } from '/index.js';
        window.heard = { errors: [] };
        const onError = (error) => window.heard.errors.push(error.code);
        window.vitrine = createVitrine({ modelUrl: '/model/', consent: 'granted', bots: 'record', onError });
      </script>`,
    }),
  );
  await page.goto('/module');
  await scriptReady(page);
  await expect.poll(async () => (await errors(page)).sort()).toEqual(['STORAGE_UNAVAILABLE', 'WORKER_UNAVAILABLE']);
  const [accepted, items, events] = await page.evaluate(async () => [
    window.vitrine.track({ type: 'view_item', itemId: 'toy-1' }),
    (await window.vitrine.rerank(['mug-1', 'toy-2'])).items,
    (await window.vitrine.exportData()).events.length,
  ]);
  expect([accepted, items, events]).toEqual([true, ['mug-1', 'toy-2'], 1]);
  // The next page has both, and what this one was told.
  shop.replaced.clear();
  await page.goto('/module');
  await scriptReady(page);
  expect((await modelReady(page)).eventCount).toBe(1);
  expect(await errors(page)).toEqual([]);
});

test('a download of storage that stalls holds up neither withdrawing, nor erasing, nor access', async ({ page }) => {
  await page.route('**/vitrine.storage.js', () => new Promise(() => {}));
  await page.goto('/item/toy-1');
  await scriptReady(page);
  const found = await page.evaluate(async () => {
    const { vitrine } = window;
    const exported = (await vitrine.exportData()).events.length;
    await vitrine.forget();
    vitrine.track({ type: 'search', query: 'secret' });
    await vitrine.setConsent('denied');
    const databases = await indexedDB.databases();
    return { exported, keys: Object.keys(localStorage), databases, events: (await vitrine.exportData()).events };
  });
  expect(found).toEqual({ exported: 1, keys: [], databases: [], events: [] });
  expect((await errors(page)).filter((code) => code !== 'STORAGE_UNAVAILABLE')).toEqual([]);
});
