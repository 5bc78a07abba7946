import { test as base, expect, type Page } from '@playwright/test';
import type { Profile, RecordedEvent, Vitrine } from '../../src/index.js';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { openShop, type ShopServer } from './server.js';
import { rowLength } from './shop.js';

/** What `renderShop` notes on every page. */
export interface Heard {
  readonly rankings: { slot: string; reranked: boolean; reason?: string; ids: string[] }[];
  readonly errors: string[];
}

declare global {
  interface Window {
    heard: Heard;
    vitrine: Vitrine & { push(...calls: unknown[]): void };
  }
}

/** Each test has a shop with the tiny model, and a browser profile without history. */
export const test = base.extend<{ shop: ShopServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off the pattern
  shop: async ({}, use) => {
    const shop = await openShop(await encodeModelFiles(createTinyModel()));
    await use(shop);
    await shop.close();
  },
  baseURL: async ({ shop }, use) => use(shop.origin),
});

/** Waits until the script has taken over the queue. */
export async function scriptReady(page: Page): Promise<void> {
  await page.waitForFunction(() => typeof window.vitrine?.profile === 'function' && !Array.isArray(window.vitrine));
}

/** Lets the script come only to pages that are painted: before that nothing is seen, and all of a list may move. */
export async function bringScriptLate(page: Page): Promise<void> {
  await page.route('**/vitrine.iife.js', async (route) => {
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await route.continue();
  });
}

/** Waits until the script runs, and the model in its worker: on plain arrays at first. */
export async function modelReady(page: Page): Promise<Profile> {
  await scriptReady(page);
  const readProfile = () => page.evaluate(() => window.vitrine.profile());
  await expect
    .poll(async () => (await readProfile()).model, { message: 'the model runs', timeout: 60_000 })
    .not.toBeNull();
  return readProfile();
}

/** Waits until the model has gone over from plain arrays to a backend. */
export async function backendReady(page: Page, backend: Profile['backend']): Promise<void> {
  await modelReady(page);
  await expect
    .poll(() => page.evaluate(async () => (await window.vitrine.profile()).backend), { timeout: 90_000 })
    .toBe(backend);
}

/** Waits until the device has kept the version of the model that a manifest describes, for the next page. */
export async function modelKept(page: Page, manifest: Uint8Array): Promise<void> {
  const readKept = () => page.evaluate(async () => (await caches.match('/model/manifest.json'))?.text());
  await expect.poll(readKept, { message: 'the model is kept' }).toBe(new TextDecoder().decode(manifest));
}

/** Opens the product pages of some items, one after another, and waits until the last view is taken in. */
export async function viewItems(page: Page, itemIds: readonly string[]): Promise<void> {
  for (const itemId of itemIds) {
    await page.goto(`/item/${itemId}`);
    await scriptReady(page);
  }
  await modelReady(page);
}

/** Opens the home page and waits for its list to be ranked by the model. */
export async function openRankedHome(page: Page): Promise<string[]> {
  await page.goto('/');
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  return homeOrder(page);
}

/** Everything that the device has stored of the shopper. */
export function recordedEvents(page: Page): Promise<RecordedEvent[]> {
  return page.evaluate(async () => (await window.vitrine.exportData()).events);
}

/** The ids of the home page's items as they stand now. */
export function homeOrder(page: Page): Promise<string[]> {
  return page.$$eval('[data-vitrine-list] [data-vitrine-item]', (items) =>
    items.map((item) => (item as HTMLElement).dataset.vitrineItem ?? ''),
  );
}

/** How many items of a kind stand in the first row. */
export function inFirstRow(order: readonly string[], kind: string): number {
  return order.slice(0, rowLength).filter((itemId) => itemId.startsWith(`${kind}-`)).length;
}
