import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { withoutWebgl } from './chromium-flags.js';
import { openShop, type ShopServer } from './server.js';
import { shopOrder } from './shop.js';
import { backendReady, homeOrder, inFirstRow, modelReady, openRankedHome, test, viewItems } from './shopper.js';
import { pagePolicy, setPolicies, violations, workerPolicy } from './strict-policy.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const dist = join(import.meta.dirname, '../../dist');
const workerScript = readFileSync(join(dist, 'vitrine.worker.js'), 'utf8');
const integrity = `sha384-${createHash('sha384')
  .update(readFileSync(join(dist, 'vitrine.iife.js')))
  .digest('base64')}`;
const lamps = ['lamp-1', 'lamp-4', 'lamp-6'];

const errorsOf = (page: Page) => page.evaluate(() => window.heard.errors);

async function expectLampsFirst(page: Page): Promise<void> {
  expect(inFirstRow(await openRankedHome(page), 'lamp')).toBeGreaterThan(1);
}

/** Vitrine is refused, the shop's people hear of it once, and the shop works. */
async function expectShopOrder(page: Page, code: string): Promise<void> {
  const exceptions: string[] = [];
  page.on('pageerror', ({ message }) => exceptions.push(message));
  await page.goto('/');
  await expect.poll(() => errorsOf(page)).toEqual([code]);
  await page.evaluate(() => window.vitrine.rerank(['candle-1', 'mug-1']));
  expect(await errorsOf(page)).toEqual([code]);
  expect(await homeOrder(page)).toEqual(shopOrder);
  await page.locator('[data-vitrine-item] a').first().click();
  await page.waitForURL('**/item/*');
  expect(exceptions).toEqual([]);
}

test.describe('a strict content security policy', () => {
  test('lets WASM run where the worker may compile it, and nothing is violated', async ({ page, shop }) => {
    setPolicies(shop, { worker: workerPolicy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") });
    await viewItems(page, lamps);
    await backendReady(page, 'wasm');
    await expectLampsFirst(page);
    expect(await errorsOf(page)).toEqual([]);
    expect(violations(shop)).toEqual([]);
  });

  test('leaves the model on plain arrays where it forbids WASM, and is asked for it once a page', async ({
    page,
    shop,
  }) => {
    setPolicies(shop);
    await page.goto('/item/lamp-1');
    await expect.poll(() => errorsOf(page)).toEqual(['BACKEND_UNAVAILABLE']);
    expect((await modelReady(page)).backend).toBe('cpu');
    await expect.poll(() => violations(shop)).toEqual(['wasm-eval']);
    await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'lamp-4' }));
    await expectLampsFirst(page);
  });

  test('without the policy named vitrine leaves the page as it is', async ({ page, shop }) => {
    setPolicies(shop, { page: pagePolicy.replace('trusted-types vitrine', 'trusted-types other') });
    await expectShopOrder(page, 'WORKER_UNAVAILABLE');
  });
});

test.describe('a CDN of another origin', () => {
  let cdn: ShopServer;
  test.beforeEach(async () => {
    cdn = await openShop(await encodeModelFiles(createTinyModel()));
    for (const file of readdirSync(dist)) cdn.headers.set(`/${file}`, { 'access-control-allow-origin': '*' });
  });
  test.afterEach(() => cdn.close());

  test('serves script and worker: a file of the shop with one import is the worker', async ({ page, shop }) => {
    const { origin } = cdn;
    // What a module worker imports counts as a worker to the page's policy.
    const policy = pagePolicy.replace(/(script-src|worker-src) 'self'/g, `$1 'self' ${origin}`);
    setPolicies(shop, { page: policy });
    shop.replaced.set('/vitrine-worker.js', `import '${origin}/vitrine.worker.js';\n`);
    shop.headers.set('/vitrine-worker.js', {
      'content-security-policy': `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src 'self' ${origin}`,
    });
    Object.assign(shop.settings.tag, {
      src: `${origin}/vitrine.iife.js`,
      integrity,
      crossorigin: 'anonymous',
      'data-worker': '/vitrine-worker.js',
    });
    await viewItems(page, lamps);
    await backendReady(page, 'wasm');
    await expectLampsFirst(page);
    expect(await errorsOf(page)).toEqual([]);
    expect(violations(shop)).toEqual([]);
    // The model, and what leads to the shopper, stays with the shop.
    expect(cdn.requests.filter(({ url }) => url.startsWith('/model/'))).toEqual([]);
  });

  test('serves the script alone: without a worker of the shop the page stays as it is', async ({ page, shop }) => {
    shop.settings.tag.src = `${cdn.origin}/vitrine.iife.js`;
    delete shop.settings.tag['data-worker'];
    await expectShopOrder(page, 'WORKER_UNAVAILABLE');
  });
});

test('a script tag with the integrity of the built file runs', async ({ page, shop }) => {
  shop.settings.tag.integrity = integrity;
  await viewItems(page, lamps);
  await expectLampsFirst(page);
});

test('a script that is not the one its integrity names does not run, and the page is whole', async ({ page, shop }) => {
  shop.settings.tag.integrity = integrity;
  shop.replaced.set('/vitrine.iife.js', `${readFileSync(join(dist, 'vitrine.iife.js'), 'utf8')}\n// changed`);
  const refused = page.waitForEvent('console', (message) => message.text().includes('integrity'));
  await page.goto('/');
  await refused;
  expect(await page.evaluate(() => Array.isArray(window.vitrine))).toBe(true);
  expect(await homeOrder(page)).toEqual(shopOrder);
  await page.locator('[data-vitrine-item] a').first().click();
  await page.waitForURL('**/item/*');
});

test('a worker of another build, such as one from a cache, is not believed', async ({ page, shop }) => {
  const buildId = /["`]([0-9a-f]{12})["`]/.exec(workerScript)![1]!;
  shop.replaced.set('/vitrine.worker.js', workerScript.replaceAll(buildId, '000000000000'));
  await expectShopOrder(page, 'WORKER_FAILED');
});

test('a worker beside the script is asked for by what it was built from', async ({ page, shop }) => {
  const buildId = /["`]([0-9a-f]{12})["`]/.exec(workerScript)![1]!;
  delete shop.settings.tag['data-worker'];
  await viewItems(page, lamps);
  const asked = shop.requests.filter(({ url }) => url.startsWith('/vitrine.worker.js')).map(({ url }) => url);
  expect(new Set(asked)).toEqual(new Set([`/vitrine.worker.js?v=${buildId}`]));
});

test.describe('a cross-origin isolated page', () => {
  test.beforeEach(({ shop }) => {
    shop.settings.pageHeaders = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
  });

  test('runs a worker whose own response asks for the same', async ({ page, shop }) => {
    shop.headers.set('/vitrine.worker.js', { 'cross-origin-embedder-policy': 'require-corp' });
    await viewItems(page, lamps);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await backendReady(page, 'wasm');
    await expectLampsFirst(page);
    expect(await errorsOf(page)).toEqual([]);
  });

  test('refuses a worker whose response does not, and stays as it is', async ({ page }) => {
    await expectShopOrder(page, 'WORKER_UNAVAILABLE');
  });
});
