import { expect } from '@playwright/test';
import type { Engine, EnginePage } from '../engines/engine.js';
import { firefox } from '../engines/firefox.js';
import { webkit } from '../engines/webkit.js';
import type { ShopServer } from './server.js';
import { test } from './shopper.js';

/** The core trip in engines other than Chromium; one that is not installed is skipped, saying so. */

const engines: readonly Engine[] = [firefox(), webkit()];

for (const engine of engines) {
  test(`${engine.name}: a shopper agrees, looks, is shown an order, comes back, and is forgotten`, async ({ shop }) => {
    test.skip(engine.lacks !== null, engine.lacks ?? '');
    test.slow(); // a second browser starts on a busy machine
    shop.settings.tag['data-consent'] = 'pending';
    const page = await engine.open();
    try {
      await takeCoreTrip(page, shop);
    } finally {
      await page.close();
    }
  });
}

async function takeCoreTrip(page: EnginePage, shop: ShopServer): Promise<void> {
  const open = async (path: string) => {
    await page.goto(shop.origin + path);
    await page.evaluate(async () => {
      while (typeof window.vitrine?.profile !== 'function') await new Promise((resolve) => setTimeout(resolve, 20));
    });
  };
  const stored = () =>
    page.evaluate(async () => [...Object.keys(localStorage), ...(await indexedDB.databases()).map(({ name }) => name)]);

  // open the shop: nothing is stored
  await open('/item/toy-1');
  expect(await page.evaluate(() => window.vitrine.consent())).toBe('pending');
  expect(await stored()).toEqual([]);

  // consent, and events
  await page.evaluate(async () => {
    await window.vitrine.setConsent('granted');
    for (let i = 2; i <= 4; i++) window.vitrine.track({ type: 'add_to_cart', itemId: `toy-${i}` });
    while ((await window.vitrine.profile()).model === null) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  const recorded = () =>
    page.evaluate(async () =>
      (await window.vitrine.exportData()).events.map((event) => ('itemId' in event ? event.itemId : event.type)),
    );
  expect(await recorded()).toEqual(['toy-1', 'toy-2', 'toy-3', 'toy-4']);

  // the model orders
  const rerank = () =>
    page.evaluate(async () => {
      const { items, reranked } = await window.vitrine.rerank(['mug-5', 'lamp-5', 'toy-5'], { deadlineMs: 10_000 });
      return { items, reranked };
    });
  expect(await rerank()).toMatchObject({ items: expect.arrayContaining(['mug-5', 'lamp-5', 'toy-5']), reranked: true });
  expect((await rerank()).items[0]).toBe('toy-5');

  // the next page knows the shopper
  await open('/');
  expect(await recorded()).toEqual(['toy-1', 'toy-2', 'toy-3', 'toy-4']);
  expect((await rerank()).items[0]).toBe('toy-5');

  // and forgets
  await page.evaluate(() => window.vitrine.forget());
  expect(await recorded()).toEqual([]);
  await page.evaluate(() => window.vitrine.setConsent('denied'));
  await expect.poll(stored).toEqual([]);

  // nothing failed but what the device lacks
  const errors = await page.evaluate(() => window.heard.errors);
  expect(errors.filter((code) => code !== 'BACKEND_UNAVAILABLE')).toEqual([]);
  expect(shop.requests.filter(({ method, body }) => method !== 'GET' || body !== '')).toEqual([]);
}
