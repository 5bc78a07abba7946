import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { shopOrder } from './shop.js';
import { homeOrder, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** The shop works as if Vitrine were not there, and its people hear of it once. */
async function expectUntouchedPage(page: Page, code: string): Promise<void> {
  const exceptions: string[] = [];
  page.on('pageerror', ({ message }) => exceptions.push(message));
  await page.goto('/item/candle-1');
  await expect.poll(() => page.evaluate(() => window.heard.errors)).toEqual([code]);
  await page.goto('/');
  await expect.poll(() => page.evaluate(() => window.heard.errors)).toEqual([code]);
  await page.evaluate(async () => {
    window.vitrine.track({ type: 'view_item', itemId: 'candle-2' });
    await window.vitrine.rerank(['candle-1', 'mug-1']);
    await window.vitrine.recommend();
    await window.vitrine.profile();
  });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => window.heard.errors)).toEqual([code]);
  expect(await homeOrder(page)).toEqual(shopOrder);
  expect(exceptions).toEqual([]);
  await page.locator('[data-vitrine-item] a').first().click();
  await page.waitForURL('**/item/*');
}

test('a model that is not there leaves the page as it is', async ({ page, shop }) => {
  shop.model = {};
  await expectUntouchedPage(page, 'MODEL_UNREACHABLE');
});

test('weights that are damaged leave the page as it is', async ({ page, shop }) => {
  const weights = Uint8Array.from(shop.model['weights.safetensors']);
  weights[weights.length >> 1] ^= 0xff;
  shop.model = { ...shop.model, 'weights.safetensors': weights };
  await expectUntouchedPage(page, 'MODEL_CORRUPT');
});

test('a model of another format leaves the page as it is', async ({ page, shop }) => {
  const manifest = JSON.parse(new TextDecoder().decode(shop.model['manifest.json']));
  const other = new TextEncoder().encode(JSON.stringify({ ...manifest, formatVersion: 99 }));
  shop.model = { ...shop.model, 'manifest.json': other };
  await expectUntouchedPage(page, 'MODEL_VERSION');
});

test('a worker that is not there leaves the page as it is', async ({ page, shop }) => {
  shop.settings.tag['data-worker'] = '/nowhere.js';
  await expectUntouchedPage(page, 'WORKER_UNAVAILABLE');
});

test('a worker of another origin leaves the page as it is', async ({ page, shop }) => {
  shop.settings.tag['data-worker'] = 'http://127.0.0.1:9/vitrine.worker.js';
  await expectUntouchedPage(page, 'WORKER_UNAVAILABLE');
});

test('a tag without a model address leaves the page as it is', async ({ page, shop }) => {
  delete shop.settings.tag['data-model'];
  await expectUntouchedPage(page, 'OPTION_INVALID');
});

test('a browser without IndexedDB is told of once, and remembers for as long as the page lives', async ({
  page,
  shop,
}) => {
  shop.settings.inlineScript = `Object.defineProperty(window, 'indexedDB', { value: undefined });`;
  await page.goto('/');
  await scriptReady(page);
  const ranking = await page.evaluate(async () => {
    for (let i = 1; i <= 3; i++) window.vitrine.track({ type: 'view_item', itemId: `toy-${i}` });
    while ((await window.vitrine.profile()).model === null) await new Promise((resolve) => setTimeout(resolve, 50));
    const { items, reranked } = await window.vitrine.rerank(['mug-4', 'toy-4'], { deadlineMs: 5000 });
    return { items, reranked };
  });
  expect(ranking).toEqual({ items: ['toy-4', 'mug-4'], reranked: true });
  expect(await page.evaluate(() => window.heard.errors)).toEqual(['STORAGE_UNAVAILABLE']);
});

test('malformed events are refused, each mistake reported once, and nothing is stored', async ({ page }) => {
  await page.goto('/');
  await scriptReady(page);
  const result = await page.evaluate(async () => {
    const { vitrine } = window as unknown as { vitrine: { track(event: unknown): boolean } };
    const malformed = [null, 'view_item', {}, { type: 'view_item' }, { type: 'view_item', itemId: '' }, { type: 'x' }];
    const accepted = [...malformed, ...malformed].map((event) => vitrine.track(event));
    return { accepted, events: (await window.vitrine.exportData()).events };
  });
  expect(result.accepted).toEqual(new Array(12).fill(false));
  expect(result.events).toEqual([]);
  const errors = await page.evaluate(() => window.heard.errors);
  expect(new Set(errors)).toEqual(new Set(['EVENT_INVALID']));
  expect(errors.length).toBeLessThanOrEqual(6);
});
