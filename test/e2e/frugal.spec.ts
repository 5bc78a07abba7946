import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import type { ShopServer } from './server.js';
import {
  backendReady,
  homeOrder,
  inFirstRow,
  modelReady,
  openRankedHome,
  recordedEvents,
  scriptReady,
  test,
  viewItems,
} from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** From the next page on, the browser tells this of its device. */
async function tell(page: Page, device: Record<string, unknown>): Promise<void> {
  await page.addInitScript((told) => {
    for (const [name, value] of Object.entries(told)) {
      Object.defineProperty(navigator, name, {
        configurable: true,
        value: name === 'getBattery' ? async () => value : value,
      });
    }
  }, device);
}

const reasonOf = (page: Page) =>
  page.evaluate(async () => {
    const ranking = await window.vitrine.rerank(['mug-4', 'toy-4'], { deadlineMs: 10_000 });
    return ranking.reranked ? null : ranking.reason;
  });

const modelRequests = (shop: ShopServer) =>
  shop.requests
    .filter(({ url }) => /^\/(model\/|vitrine\.worker|vitrine\.wasm|.*\.wasm)/.test(url))
    .map(({ url }) => url);

test('a device that saves data loads no model, records all the same, and says why', async ({ page, shop }) => {
  await tell(page, { connection: { saveData: true, effectiveType: '4g' } });
  await page.goto('/item/toy-1');
  await scriptReady(page);
  await expect.poll(() => reasonOf(page)).toBe('save-data');
  expect(await recordedEvents(page)).toMatchObject([{ type: 'view_item', itemId: 'toy-1' }]);
  expect(modelRequests(shop)).toEqual([]);
  expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
});

test('a device that saves data goes on using the model that it has', async ({ page, shop }) => {
  await viewItems(page, ['toy-1', 'toy-2']);
  await backendReady(page, 'wasm'); // nothing more is asked for by this page
  await tell(page, { connection: { effectiveType: 'slow-2g' } });
  shop.forgetRequests();
  await page.goto('/item/toy-3');
  await modelReady(page);
  expect(await reasonOf(page)).toBe(null);
  expect(modelRequests(shop)).toEqual(['/vitrine.worker.js']);
  expect(inFirstRow(await openRankedHome(page), 'toy')).toBeGreaterThan(1);
});

test('a device with an empty battery loads the model once the page has loaded, and orders it then', async ({
  page,
  shop,
}) => {
  await viewItems(page, ['toy-1', 'toy-2']);
  await backendReady(page, 'wasm'); // nothing more is asked for by this page
  await tell(page, { getBattery: { level: 0.1, charging: false } });
  // An image that does not come holds the page's load event up.
  let giveUp = () => {};
  await page.route('**/late.png', (route) => {
    giveUp = () => void route.abort();
  });
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => document.body.append(Object.assign(new Image(), { src: '/late.png' })));
  });
  shop.forgetRequests();
  await page.goto('/', { waitUntil: 'commit' });
  await scriptReady(page);
  // What the page before has left answers meanwhile.
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  expect(inFirstRow(await homeOrder(page), 'toy')).toBeGreaterThan(1);
  expect(modelRequests(shop)).toEqual([]);
  giveUp();
  await modelReady(page);
});

test('a shop may turn the rules off', async ({ page, shop }) => {
  await tell(page, { connection: { saveData: true } });
  shop.settings.tag['data-frugal'] = 'off';
  await viewItems(page, ['toy-1']);
  expect(await reasonOf(page)).toBe(null);
});
