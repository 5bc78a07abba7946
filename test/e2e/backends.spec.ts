import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, expect } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { withoutWebgl } from './chromium-flags.js';
import {
  backendReady,
  homeOrder,
  inFirstRow,
  modelReady,
  openRankedHome,
  scriptReady,
  test,
  viewItems,
} from './shopper.js';
import { setPolicies, violations } from './strict-policy.js';

const workerScript = readFileSync(join(import.meta.dirname, '../../dist/vitrine.worker.js'), 'utf8');

/** Counts, inside the worker, what reaches the GPU. */
const countDrawCalls = `
self.drawCalls = 0;
for (const name of ['drawArrays', 'drawElements']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...args) {
    self.drawCalls++;
    return draw.apply(this, args);
  };
}
`;

const trip = ['lamp-1', 'lamp-4', 'toy-2', 'lamp-6'];

test('runs the model on WebGL: the worker draws for every new event', async ({ page, shop }) => {
  shop.replaced.set('/vitrine.worker.js', countDrawCalls + workerScript);
  await viewItems(page, ['lamp-1']);
  await backendReady(page, 'webgl');
  const [worker] = page.workers();
  const drawCalls = () => worker.evaluate(() => (self as unknown as { drawCalls: number }).drawCalls);
  const before = await drawCalls();
  expect(before).toBeGreaterThan(0);
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'lamp-2' }));
  await page.evaluate(() => window.vitrine.profile());
  expect(await drawCalls()).toBeGreaterThan(before);
});

test('runs on WebGL under a policy without inline code, eval and WebAssembly, and violates none of it', async ({
  page,
  shop,
}) => {
  setPolicies(shop);
  await viewItems(page, trip);
  await backendReady(page, 'webgl');
  expect(inFirstRow(await openRankedHome(page), 'lamp')).toBeGreaterThan(1);
  expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
  expect(violations(shop)).toEqual([]);
});

test('runs on WASM where WebGL is disabled, and gives the same order', async ({ page, shop }) => {
  await viewItems(page, trip);
  await backendReady(page, 'webgl');
  const order = await openRankedHome(page);

  const wasm = await withBrowser(async (browser) => {
    const other = await browser.newPage({ baseURL: shop.origin });
    await viewItems(other, trip);
    await backendReady(other, 'wasm');
    return openRankedHome(other);
  });
  expect(wasm).toEqual(order);
});

test('a shopper who is faster than WebGL gets the next page reordered, and the order stays', async ({ page, shop }) => {
  shop.delaysMs.set('/vitrine.webgl.js', 5000);
  for (const itemId of ['candle-2', 'candle-3', 'candle-5']) {
    await page.goto(`/item/${itemId}`);
    await page.waitForTimeout(1000);
  }
  const worker = shop.replaced.get('/vitrine.worker.js');
  shop.replaced.set('/vitrine.worker.js', '// never answers: the order comes from what the pages before have stored');
  const order = await openRankedHome(page);
  expect(inFirstRow(order, 'candle')).toBeGreaterThanOrEqual(4);

  expect(worker).toBeUndefined();
  shop.replaced.delete('/vitrine.worker.js');
  await page.goto('/');
  const first = await modelReady(page);
  expect([first.backend, first.model?.timings.warmUpMs]).toEqual(['cpu', 0]);
  const scoresOf = () =>
    page.evaluate(async () => {
      const { items, explain } = await window.vitrine.recommend({ limit: 48, deadlineMs: 5000 });
      return items.map((id) => ({ id, score: explain(id)!.parts.sequence }));
    });
  const onArrays = await scoresOf();
  const told = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.vitrine.on('profile', ({ backend }) => resolve(backend));
      }),
  );
  expect(await told).toBe('webgl');
  expect((await modelReady(page)).model?.timings.warmUpMs).toBeGreaterThan(4000);
  // Looked at, and taken back: the scores are new, and WebGL's.
  await page.evaluate(() => window.vitrine.track({ type: 'search', query: 'nothing that the model reads' }));
  const onWebgl = await scoresOf();
  expect(onWebgl.map(({ id }) => id)).toEqual(onArrays.map(({ id }) => id));
  for (const [i, { score }] of onWebgl.entries()) expect(Math.abs(score - onArrays[i].score)).toBeLessThan(1e-3);
  expect(await homeOrder(page)).toEqual(order);
});

test('an event is answered while WebGL is still loading', async ({ page, shop }) => {
  shop.delaysMs.set('/vitrine.webgl.js', 60_000);
  await page.goto('/');
  await scriptReady(page);
  const answers = await page.evaluate(async () => {
    const seen = [];
    for (let i = 1; i <= 3; i++) {
      window.vitrine.track({ type: 'view_item', itemId: `toy-${i}` });
      const { items, reranked } = await window.vitrine.rerank(['mug-4', 'toy-4'], { deadlineMs: 10_000 });
      seen.push([reranked, items[0], (await window.vitrine.profile()).backend]);
    }
    return seen;
  });
  expect(answers).toEqual(new Array(3).fill([true, 'toy-4', 'cpu']));
});

test('a worker that may not compile WebAssembly, without WebGL, stays on plain arrays', async ({ shop }) => {
  shop.headers.set('/vitrine.worker.js', { 'content-security-policy': "script-src 'self'" });
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ baseURL: shop.origin });
    await viewItems(page, trip);
    await expect.poll(() => page.evaluate(() => window.heard.errors)).toEqual(['BACKEND_UNAVAILABLE']);
    expect((await modelReady(page)).backend).toBe('cpu');
    expect(inFirstRow(await openRankedHome(page), 'lamp')).toBeGreaterThan(1);
  });
});

async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: withoutWebgl });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}
