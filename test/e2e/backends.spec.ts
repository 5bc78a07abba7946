import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, expect } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, openRankedHome, test, viewItems } from './shopper.js';

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
  expect((await modelReady(page)).backend).toBe('webgl');
  const [worker] = page.workers();
  const drawCalls = () => worker.evaluate(() => (self as unknown as { drawCalls: number }).drawCalls);
  const before = await drawCalls();
  expect(before).toBeGreaterThan(0);
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'lamp-2' }));
  await page.evaluate(() => window.vitrine.profile());
  expect(await drawCalls()).toBeGreaterThan(before);
});

test('runs on WASM where WebGL is disabled, and gives the same order', async ({ page, shop }) => {
  await viewItems(page, trip);
  expect((await modelReady(page)).backend).toBe('webgl');
  const order = await openRankedHome(page);

  const wasm = await withBrowser(async (browser) => {
    const other = await browser.newPage({ baseURL: shop.origin });
    await viewItems(other, trip);
    const { backend } = await modelReady(other);
    return { backend, order: await openRankedHome(other) };
  });
  expect(wasm).toEqual({ backend: 'wasm', order });
});

async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: withoutWebgl });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}
