import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, openRankedHome, scriptReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** What the database and the journal hold of the shopper. */
const stored = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ events: number; state: number; journal: number }>((resolve) => {
        const request = indexedDB.open('vitrine', 1);
        request.onsuccess = () => {
          const tx = request.result.transaction(['events', 'state']);
          const [events, state] = [tx.objectStore('events').count(), tx.objectStore('state').count()];
          tx.oncomplete = () => {
            request.result.close();
            const journal = Object.keys(localStorage).filter((key) => key.startsWith('vitrine:journal:')).length;
            resolve({ events: events.result, state: state.result, journal });
          };
        };
      }),
  );

/** Answers come in the order of the questions, so that the worker is done with whatever it was asked before. */
const settle = (page: Page) => page.evaluate(async () => void (await window.vitrine.profile()));

test('erasing right after an event leaves nothing of it, in any tab, nor of what workers write', async ({
  context,
  baseURL,
}) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const page of [first, second]) {
    await page.goto(`${baseURL}/`);
    await modelReady(page);
  }
  await second.evaluate(() => {
    for (let i = 1; i <= 20; i++) window.vitrine.track({ type: 'view_item', itemId: `toy-${i}` });
  });
  await first.evaluate(async () => {
    for (let i = 1; i <= 20; i++) window.vitrine.track({ type: 'view_item', itemId: `mug-${i}` });
    await window.vitrine.forget();
  });
  const eventCount = (page: Page) => page.evaluate(async () => (await window.vitrine.profile()).eventCount);
  for (const page of [first, second]) await expect.poll(() => eventCount(page)).toBe(0);
  for (const page of [first, second]) await settle(page);
  await expect.poll(() => stored(first)).toEqual({ events: 0, state: 0, journal: 0 });
  const exported = await second.evaluate(() => window.vitrine.exportData());
  expect([exported.events, exported.profile.cluster]).toEqual([[], null]);
  for (const page of [first, second]) expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
});

test('damaged scores are told of once, and the first list waits for the model', async ({ page }) => {
  await viewItems(page, ['toy-1', 'toy-2']);
  await expect.poll(async () => (await stored(page)).state).toBeGreaterThan(0);
  // No page of the shop may write while this one does.
  await page.goto('/vitrine.iife.js');
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('vitrine', 1);
        request.onsuccess = () => {
          const tx = request.result.transaction('state', 'readwrite');
          tx.objectStore('state').put({ positionWeight: 1, table: 'damaged' }, 'score-snapshot');
          tx.oncomplete = () => {
            request.result.close();
            resolve(undefined);
          };
        };
      }),
  );
  await openRankedHome(page);
  await scriptReady(page);
  expect(await page.evaluate(() => window.heard.errors)).toEqual(['STORAGE_CORRUPT']);
});
