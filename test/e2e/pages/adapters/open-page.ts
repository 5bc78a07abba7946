import { expect, type Page } from '@playwright/test';
import type { TestPage } from './page-vitrine.js';

declare global {
  interface Window {
    page: TestPage;
    /** The slots of the exposures that were told. */
    exposures: string[];
  }
}

/** What the browser's console and uncaught errors have said. */
export type Complaints = readonly string[];

/**
 * Opens a page with a bundled script and what a server may have rendered for it.
 *
 * @param html inside `#root`
 * @param query of the address
 * @returns what the page complains of, as it goes on
 */
export async function openPage(page: Page, script: string, html = '', query = ''): Promise<Complaints> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('**/adapters*', (route) => {
    const isSlow = new URL(route.request().url()).searchParams.has('slow');
    return route.fulfill({ contentType: 'text/html', body: render(html, isSlow) });
  });
  await page.route('**/page.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await page.goto(`/adapters${query}`);
  await page.waitForFunction(() => window.page !== undefined);
  return complaints;
}

/** A shopper who has looked at bags; waits until the model runs and knows, and the device keeps what that makes of lists. */
export async function lookAtBags(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const itemId of ['bag-1', 'bag-4', 'bag-6']) window.page.vitrine.track({ type: 'view_item', itemId });
  });
  await expect
    .poll(() => page.evaluate(async () => (await window.page.vitrine.profile()).cluster?.label), { timeout: 60_000 })
    .toBe('bag lovers');
  await expect
    .poll(() => page.evaluate(async () => (await window.page.vitrine.exportData()).order?.eventCount))
    .toBe(3);
}

/** Nothing is known at once any more: whoever asks has to wait for the model. */
export function loseRecord(page: Page): Promise<void> {
  return page.evaluate(() => localStorage.removeItem('vitrine:order'));
}

/** The text of each item of a list. */
export function orderOf(page: Page, list: string): Promise<string[]> {
  return page.$$eval(`${list} > *`, (items) => items.map((item) => item.textContent ?? ''));
}

/** The order that the model gives to ids. */
export function modelOrder(page: Page, ids: readonly string[]): Promise<string[]> {
  return page.evaluate(async (asked) => {
    const ranking = await window.page.vitrine.rerank(asked);
    if (!ranking.reranked) throw new Error(`not ranked: ${ranking.reason}`);
    return ranking.items;
  }, ids);
}

/** Marks the nodes of a list, to tell later whether they are the same. */
export function markNodes(page: Page, list: string): Promise<void> {
  return page.$$eval(`${list} > *`, (items) => {
    for (const item of items) Object.assign(item, { mark: item.textContent });
  });
}

/** The marks of a list's nodes in their order; undefined for a node that was not there. */
export function marksOf(page: Page, list: string): Promise<(string | undefined)[]> {
  return page.$$eval(`${list} > *`, (items) => items.map((item) => (item as Element & { mark?: string }).mark));
}

const early = '<script type="module" async src="/page.js"></script>';

/** @param isSlow whether the script runs early, and the parser waits for another one behind the app */
function render(html: string, isSlow: boolean): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Adapters</title><link rel="icon" href="data:,">
    <script type="importmap">{ "imports": { "vitrine": "/index.js" } }</script></head>
    <body>${isSlow ? early : ''}<div id="root">${html}</div>
    ${isSlow ? '<script src="/slow.js"></script>' : '<script type="module" src="/page.js"></script>'}</body></html>`;
}

/** Mounts the app for a shopper who looked at a bag, on a shop without a model, and waits until that is told. */
export async function mountWithoutModel(page: Page, script: string): Promise<void> {
  await openPage(page, script);
  await page.evaluate(() => {
    window.page.vitrine.track({ type: 'view_item', itemId: 'bag-1' });
    window.page.mount();
  });
  await expect.poll(() => page.evaluate(() => window.page.errors)).toContain('MODEL_UNREACHABLE');
}

/** Checks that neither Vitrine has reported a failure nor the browser complained. */
export async function expectNoComplaints(page: Page, complaints: Complaints): Promise<void> {
  expect(await page.evaluate(() => window.page.errors)).toEqual([]);
  expect(complaints).toEqual([]);
}
