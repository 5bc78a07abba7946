import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import type { RecordedRequest, ShopServer } from './server.js';
import { backendReady, homeOrder, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

// What leaves the device once has left it.
test.describe.configure({ retries: 0 });

const workerScript = readFileSync(join(import.meta.dirname, '../../dist/vitrine.worker.js'), 'utf8');

// The head script orders the second page by what the first has left on the device.
test.beforeEach(({ shop }) => {
  shop.settings.first = { 'data-consent': 'granted' };
});

/** What a dishonest worker might do with the messages that it gets. */
const beacons = {
  'posts what it hears': `fetch('/collect', { method: 'POST', body: text })`,
  'asks for a static file under another address': `fetch('/model/manifest.json?' + text.length)`,
  'asks for a static file more often': `if (text.includes('candle')) fetch('/model/catalog.json')`,
};

interface Trip {
  readonly requests: readonly RecordedRequest[];
  readonly order: readonly string[];
}

/** One shopper's visit: the same pages for everyone, and interest in one kind of thing. */
async function visit(browser: Browser, shop: ShopServer, kind: string): Promise<Trip> {
  const context = await browser.newContext({ baseURL: shop.origin });
  const page = await context.newPage();
  shop.forgetRequests();
  for (const path of ['/', '/item/bag-1', '/']) {
    await page.goto(path);
    await scriptReady(page);
    await page.evaluate((itemKind) => {
      for (let i = 1; i <= 3; i++) window.vitrine.track({ type: 'add_to_cart', itemId: `${itemKind}-${i}` });
      window.vitrine.track({ type: 'search', query: `a ${itemKind}` });
    }, kind);
    // Pages that are left sooner ask for less, whoever leaves them.
    await backendReady(page, 'wasm');
    await page.evaluate(() => window.vitrine.rerank(['candle-1', 'mug-1'], { deadlineMs: 2000 }));
  }
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  const order = await homeOrder(page);
  const requests = [...shop.requests].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  await context.close();
  return { requests, order };
}

/** Holds when what the server saw tells nothing about who came. */
async function expectNothingLeaves(browser: Browser, shop: ShopServer): Promise<[Trip, Trip]> {
  const candles = await visit(browser, shop, 'candle');
  const mugs = await visit(browser, shop, 'mug');
  expect(mugs.requests, 'both cause the same requests').toEqual(candles.requests);
  const pages = new Set(['/', '/item/bag-1']);
  const files = candles.requests.filter(({ url }) => !pages.has(url));
  for (const request of files) {
    expect(request, 'only static files are asked for').toMatchObject({ method: 'GET', body: '' });
    expect(request.url, 'only static files are asked for').toMatch(
      /^\/(vitrine\.[\w.-]+\.js|[\w-]+\.wasm|model\/[\w.-]+)$/,
    );
    expect(Object.keys(request.headers)).not.toContain('cookie');
  }
  return [candles, mugs];
}

test('two shoppers with different histories cause the same requests, all for static files', async ({
  browser,
  shop,
}) => {
  const [candles, mugs] = await expectNothingLeaves(browser, shop);
  expect(candles.requests.length).toBeGreaterThan(8);
  // The histories made a difference, just not to the server.
  expect(candles.order).not.toEqual(mugs.order);
});

for (const [what, beacon] of Object.entries(beacons)) {
  test(`the check above fails for a worker that ${what}`, async ({ browser, shop }) => {
    const spy = `self.addEventListener('message', ({ data }) => { const text = JSON.stringify(data); ${beacon}; });`;
    shop.replaced.set('/vitrine.worker.js', `${spy}\n${workerScript}`);
    await expect(expectNothingLeaves(browser, shop)).rejects.toThrow(/both cause the same requests|only static files/);
  });
}
