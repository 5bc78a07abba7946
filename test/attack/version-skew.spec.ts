import { expect, type Page } from '@playwright/test';
import { createRandom } from '../../src/random.js';
import { withoutWebgl } from '../e2e/chromium-flags.js';
import type { ShopServer } from '../e2e/server.js';
import { shopOrder } from '../e2e/shop.js';
import { homeOrder, modelReady, recordedEvents, scriptReady, test } from '../e2e/shopper.js';
import { readReleaseFile, releaseFiles } from '../fixtures/last-release/release-files.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** A failure that a page of mixed versions may have: each names what does not fit. */
const expectedCodes = [
  'BACKEND_UNAVAILABLE',
  'WORKER_FAILED',
  'WORKER_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'STORAGE_FAILED',
];

declare global {
  interface Window {
    exceptions: string[];
  }
}

/**
 * Notes the exceptions that reach the page. One inside a worker is no exception of the page, where Vitrine hears of it and
 * reports it; a test runner counts both.
 */
const noteExceptions = `window.exceptions = [];
  for (const type of ['error', 'unhandledrejection'])
    addEventListener(type, ({ message, reason }) => exceptions.push('an exception reached the page: ' + (message ?? reason)));`;

/** Which files of the last release a shop serves beside those of this build. */
type Mix = readonly string[];

test('whatever files of the last release are mixed in, the page works and no accepted event is lost', async ({
  page,
  shop,
}) => {
  const mixes = drawMixes(attackCount(6, 2 ** releaseFiles.length));
  test.setTimeout(60_000 + mixes.length * 20_000);
  const faults: string[] = [];
  shop.settings.inlineScript = noteExceptions;
  for (const mix of mixes) {
    const found = await visitMix(page, shop, mix);
    if (found.length > 0) faults.push(`[${mix.join(', ')}]: ${found.join('; ')}`);
  }
  const promise = 'with any files of the last release beside this build, the page works and accepted events stay';
  tellAttack({ kind: 'version skew', promise, tried: mixes.length, held: mixes.length - faults.length });
  expect(faults).toEqual([]);
});

/** Draws distinct mixes: each file of the last release alone first, then others by seed. */
function drawMixes(count: number): Mix[] {
  const random = createRandom(attackSeed());
  const masks = Array.from({ length: 2 ** releaseFiles.length }, (_, mask) => mask).slice(1);
  random.shuffle(masks);
  const single = masks.filter((mask) => Math.log2(mask) % 1 === 0);
  const ordered = [...single, ...masks.filter((mask) => !single.includes(mask))];
  return ordered.slice(0, count).map((mask) => releaseFiles.filter((_, i) => mask & (1 << i)));
}

/** Visits the shop while its files are mixed, then as this build made it; returns what went wrong. */
async function visitMix(page: Page, shop: ShopServer, mix: Mix): Promise<string[]> {
  const faults: string[] = [];
  shop.replaced.clear();
  await openHome(page);
  await page.evaluate(() => window.vitrine.forget());
  const before = await trackHere(page, 'candle-1');

  for (const file of mix) shop.replaced.set(`/${file}`, readReleaseFile(file));
  await openHome(page);
  const during = await trackHere(page, 'candle-2');
  await page.evaluate(() => window.vitrine.rerank(['candle-1', 'mug-1'], { deadlineMs: 2000 }));
  const order = await homeOrder(page);
  if (order.toSorted().join() !== shopOrder.toSorted().join()) faults.push('the list has not its items any more');
  const codes = await page.evaluate(() => window.heard.errors);
  faults.push(...(await page.evaluate(() => window.exceptions)));
  const odd = codes.filter((code) => !expectedCodes.includes(code));
  if (odd.length > 0) faults.push(`errors ${odd.join(', ')}`);

  shop.replaced.clear();
  await openHome(page);
  await modelReady(page);
  const stored = (await recordedEvents(page)).flatMap((event) => ('itemId' in event ? [event.itemId] : []));
  const accepted = [...before, ...during];
  if (stored.join() !== accepted.join()) faults.push(`stored ${stored.join()}, accepted ${accepted.join()}`);
  return faults;
}

async function openHome(page: Page): Promise<void> {
  await page.goto('/');
  await scriptReady(page);
}

/** Tracks a view and returns the items of the views that were accepted. */
function trackHere(page: Page, itemId: string): Promise<string[]> {
  return page.evaluate((id) => (window.vitrine.track({ type: 'view_item', itemId: id }) ? [id] : []), itemId);
}
