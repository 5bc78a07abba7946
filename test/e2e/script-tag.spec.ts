import { expect } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { backendReady, modelReady, recordedEvents, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

test('the script tag replays the queue in order, then answers as an object', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'pending';
  shop.settings.inlineScript = `
    vitrine.push(['track', { type: 'view_item', itemId: 'toy-1' }]);
    vitrine.push(['setConsent', 'granted'], ['nonsense', 1]);
    vitrine.push(['track', { type: 'search', query: 'toys' }]);`;
  await page.goto('/');
  await modelReady(page);
  await page.evaluate(() => window.vitrine.push(['track', { type: 'view_item', itemId: 'toy-2' }]));
  expect(await recordedEvents(page)).toMatchObject([
    { type: 'view_item', itemId: 'toy-1' },
    { type: 'search', query: 'toys' },
    { type: 'view_item', itemId: 'toy-2' },
  ]);
  expect(await page.evaluate(() => window.heard.errors)).toEqual(['OPTION_INVALID']);
});

test('the script tag is not broken by an element whose id is vitrine', async ({ page, shop }) => {
  shop.settings.inlineScript = `delete window.vitrine; document.documentElement.id = 'vitrine';`;
  await page.goto('/item/bag-2');
  await modelReady(page);
  expect(await recordedEvents(page)).toMatchObject([{ type: 'view_item', itemId: 'bag-2' }]);
});

test('the script tag warns when it is there twice, and runs once', async ({ page, shop }) => {
  await page.goto('/item/bag-2');
  await scriptReady(page);
  const isSame = await page.evaluate(async () => {
    const first = window.vitrine;
    const script = document.createElement('script');
    script.src = '/vitrine.iife.js';
    script.dataset.model = '/model/';
    await new Promise((resolve) => {
      script.onload = resolve;
      document.head.append(script);
    });
    return window.vitrine === first;
  });
  expect(isSame).toBe(true);
  expect(await page.evaluate(() => window.heard.errors)).toEqual(['OPTION_INVALID']);
  await modelReady(page);
  expect(await recordedEvents(page)).toHaveLength(1);
  expect(shop.requests.filter(({ url }) => url === '/vitrine.worker.js')).toHaveLength(1);
});

test('the script tag finds the worker beside itself when the tag names none', async ({ page, shop }) => {
  delete shop.settings.tag['data-worker'];
  await page.goto('/item/bag-2');
  await backendReady(page, 'wasm');
});

test('the script tag separates shops on one origin by their namespace', async ({ page, shop }) => {
  shop.settings.tag['data-namespace'] = 'second';
  await page.goto('/item/bag-2');
  await modelReady(page);
  await expect.poll(() => recordedEvents(page)).toMatchObject([{ type: 'view_item', itemId: 'bag-2' }]);
  const stored = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...(await indexedDB.databases()).map(({ name }) => name),
  ]);
  expect(stored.length).toBeGreaterThan(1);
  expect(stored.filter((name) => !name?.startsWith('second'))).toEqual([]);
});

test('the script tag says so when its deadline is no number', async ({ page, shop }) => {
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  shop.settings.tag['data-deadline'] = 'soon';
  await page.goto('/item/bag-2');
  await expect.poll(() => warnings.join('\n')).toContain('OPTION_INVALID: deadlineMs is');
});
