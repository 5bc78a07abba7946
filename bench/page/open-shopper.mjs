import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { flags } from './serve-page.mjs';
import { waitingPath } from './serve-shop.mjs';
import { readWatched, watchList } from './watch-list.mjs';

/**
 * Opens a browser of a new shopper's, with a profile on disk as theirs is: a private one keeps no compiled code.
 *
 * @param {string} origin of the shop
 * @param {boolean} hasVitrine whether its pages have Vitrine
 * @returns {Promise<import('./measure-view.mjs').Shopper>}
 */
export async function openShopper(origin, hasVitrine) {
  const profile = mkdtempSync(join(tmpdir(), 'vitrine-page-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await ensureChromium(),
    args: flags,
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript(watchList, hasVitrine);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(waitingPath);
  return {
    page,
    cdp: await context.newCDPSession(page),
    origin,
    hasVitrine,
    version: context.browser()?.version() ?? '',
    async close() {
      await context.close();
      // The browser's last process may still be writing there.
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/**
 * Makes the first visit: lists and products, until the model runs and has stored what the next page needs.
 *
 * @param {import('./measure-view.mjs').Shopper} shopper
 * @param {readonly string[]} paths
 */
export async function makeFirstVisit({ page, hasVitrine }, paths) {
  for (const path of paths) {
    await page.goto(path);
    if (hasVitrine) {
      await page.waitForFunction(() => typeof window.vitrine.profile === 'function');
      // Before the first answer nothing is stored; what the page's own markup says comes first.
      await page.evaluate(() => window.vitrine.consent() === 'pending' && window.vitrine.setConsent('granted'));
      await page.waitForFunction(async () => (await window.vitrine.profile()).model !== null, null, { polling: 100 });
    }
    await page.waitForTimeout(1000);
  }
  await page.goto(waitingPath);
}

/**
 * Reads the shop's own order of the first list of each page.
 *
 * @param {import('./measure-view.mjs').Shopper} shopper of a shop without Vitrine
 * @param {readonly string[]} paths
 * @returns {Promise<{ path: string, shopOrder: readonly string[] }[]>}
 */
export async function readShopOrders({ page }, paths) {
  const lists = [];
  for (const path of paths) {
    await page.goto(path);
    await page.waitForSelector('[data-vitrine-list] [data-vitrine-item]');
    const { orders } = await page.evaluate(readWatched);
    lists.push({ path, shopOrder: orders.at(-1).ids });
  }
  await page.goto(waitingPath);
  return lists;
}
