import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, openRankedHome, scriptReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** What the database and the journal hold of the shopper. */
const stored = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ events: number; state: number; journal: number; hasOrder: boolean }>((resolve) => {
        const request = indexedDB.open('vitrine', 1);
        request.onsuccess = () => {
          const tx = request.result.transaction(['events', 'state']);
          const [events, state] = [tx.objectStore('events').count(), tx.objectStore('state').count()];
          tx.oncomplete = () => {
            request.result.close();
            const journal = Object.keys(localStorage).filter((key) => key.startsWith('vitrine:journal:')).length;
            const hasOrder = localStorage.getItem('vitrine:order') !== null;
            resolve({ events: events.result, state: state.result, journal, hasOrder });
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
  await expect.poll(() => stored(first)).toEqual({ events: 0, state: 0, journal: 0, hasOrder: false });
  const exported = await second.evaluate(() => window.vitrine.exportData());
  expect([exported.events, exported.profile.cluster]).toEqual([[], null]);
  for (const page of [first, second]) expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
});

test('a damaged order record costs nothing: the first list waits for the model, which makes another', async ({
  page,
}) => {
  await viewItems(page, ['toy-1', 'toy-2']);
  const order = () => page.evaluate(() => localStorage.getItem('vitrine:order'));
  await expect.poll(order).not.toBeNull();
  // No page of the shop may write while this one does.
  await page.goto('/vitrine.iife.js');
  const damaged = await page.evaluate(() => {
    const text = localStorage.getItem('vitrine:order')!;
    localStorage.setItem('vitrine:order', text.slice(0, text.length / 2));
    return text.length / 2;
  });
  await openRankedHome(page);
  await scriptReady(page);
  await modelReady(page);
  await expect.poll(async () => (await order())!.length).toBeGreaterThan(damaged);
  expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
});
