import { gzipSync } from 'node:zlib';
import { quietFlags } from '../quiet-flags.mjs';

/**
 * No traffic of the browser's own, and one execution beside plain arrays: WebAssembly, which starts sooner, or WebGL by software.
 *
 * @type {Record<'wasm' | 'webgl', string[]>}
 */
export const chromiumFlags = {
  wasm: [...quietFlags, '--disable-gpu', '--disable-software-rasterizer'],
  webgl: [...quietFlags, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
};

/** Items of the demo's model; the shop's own rule puts the last of them first. */
const itemIds = ['85123A', '22423', '47566', '21733'];

/**
 * Opens a shop as a first-time visitor: looks at an item, asks for an order until the model gives one, and waits until
 * an execution that was loaded later runs the model.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {'wasm' | 'webgl'} execution the one that the browser was started for
 * @returns {Promise<{ files: number, kb: number }>} the scripts that came before the first answer, gzipped
 * @throws Error that says what did not come, with all that the page heard
 */
export async function openShop(browser, url, execution) {
  const page = await browser.newPage();
  const heard = [];
  const scripts = new Map();
  let hasAnswer = false;
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', ({ message }) => heard.push(message));
  page.on('response', (response) => {
    if (hasAnswer || !/javascript/.test(response.headers()['content-type'] ?? '')) return;
    scripts.set(
      response.url(),
      response.body().then(
        (bytes) => gzipSync(bytes).length,
        () => 0,
      ),
    );
  });
  try {
    await page.goto(url);
    const answered = await askShop(page);
    hasAnswer = true;
    if (!answered) throw new Error('the model gave no order');
    const backend = await page.evaluate(awaitBackend);
    if (backend !== execution) throw new Error(`the model stayed on ${backend}`);
    const errors = await page.evaluate(() => window.shop.errors);
    if (errors.length > 0) throw new Error('the shop was told of errors');
    const sizes = await Promise.all(scripts.values());
    return { files: sizes.length, kb: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 100) / 10 };
  } catch (error) {
    const errors = await page.evaluate(() => window.shop?.errors ?? []).catch(() => []);
    throw new Error([error.message, ...errors, ...heard, ...scripts.keys()].join('\n  '));
  } finally {
    await page.close();
  }
}

/** A dev server reloads the page that has shown it a package: the question is then asked again. */
async function askShop(page, triesLeft = 3) {
  try {
    await page.waitForFunction(() => window.shop, undefined, { timeout: 60_000 });
    return await page.evaluate(ask, itemIds);
  } catch (error) {
    if (triesLeft === 0) throw error;
    return askShop(page, triesLeft - 1);
  }
}

/** Runs in the page. */
async function ask(ids) {
  const { vitrine, rules } = window.shop;
  vitrine.track({ type: 'view_item', itemId: ids[0] });
  for (let tries = 0; tries < 6; tries++) {
    const { reranked, items } = await vitrine.rerank(ids.slice(1), { deadlineMs: 5000, rules });
    if (reranked && items[0] === ids.at(-1)) return true;
  }
  return false;
}

/** Runs in the page: waits half a minute at most for another backend than plain arrays. */
async function awaitBackend() {
  for (let tries = 0; tries < 120; tries++) {
    const { backend } = await window.shop.vitrine.profile();
    if (backend !== 'cpu' || window.shop.errors.length > 0) return backend;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'cpu';
}
