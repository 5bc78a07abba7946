import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, scriptReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** Asks everything that a page may ask, at once; a call that never answers is among those that are missing. */
function askEverything(page: Page) {
  return page.evaluate(async () => {
    const { vitrine } = window;
    vitrine.track({ type: 'view_item', itemId: 'toy-2' });
    const calls = {
      rerank: vitrine.rerank(['mug-1', 'toy-1'], { deadlineMs: 500 }).then(({ items }) => items.length),
      recommend: vitrine.recommend({ deadlineMs: 500 }).then(({ reranked }) => reranked),
      profile: vitrine.profile().then(({ eventCount, model }) => ({ eventCount, model })),
      exportData: vitrine.exportData().then(({ events }) => events.length),
    };
    return Object.fromEntries(
      await Promise.all(Object.entries(calls).map(async ([name, call]) => [name, await call] as const)),
    );
  });
}

const eventsIn = (page: Page) => page.evaluate(async () => (await window.vitrine.exportData()).events.length);

/** Erases, and withdraws: both are done whatever the model does. */
async function eraseEverything(page: Page): Promise<void> {
  await page.evaluate(() => window.vitrine.forget());
  expect(await eventsIn(page)).toBe(0);
  await page.evaluate(() => {
    window.vitrine.track({ type: 'view_item', itemId: 'toy-3' });
    window.vitrine.setConsent('denied');
  });
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('journal'))))
    .toEqual([]);
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
}

const stalling = ['/vitrine.client.js', '/vitrine.worker.js', '/model/manifest.json', '/model/weights.safetensors'];
for (const file of stalling) {
  for (const kind of ['does not come', 'drips'] as const) {
    test(`every call answers, and erasing erases, where ${file} ${kind}`, async ({ page, shop }) => {
      if (kind === 'drips') shop.dripping.add(file);
      else shop.delaysMs.set(file, 600_000);
      await page.goto('/item/toy-1');
      await scriptReady(page);
      expect(await askEverything(page)).toEqual({
        rerank: 2,
        recommend: false,
        profile: { eventCount: 2, model: null },
        exportData: 2,
      });
      await eraseEverything(page);
    });
  }
}

test('the model answers on plain arrays where the files of TensorFlow.js do not come', async ({ page, shop }) => {
  for (const name of ['webgl', 'wasm']) shop.delaysMs.set(`/vitrine.${name}.js`, 600_000);
  await viewItems(page, ['toy-1', 'toy-2']);
  const { items, backend } = await page.evaluate(async () => ({
    items: (await window.vitrine.rerank(['mug-4', 'toy-4'], { deadlineMs: 5000 })).items,
    backend: (await window.vitrine.profile()).backend,
  }));
  expect({ items, backend }).toEqual({ items: ['toy-4', 'mug-4'], backend: 'cpu' });
  await eraseEverything(page);
});

test('a model that is erased while it loads comes back afterwards, and knows nothing of before', async ({
  page,
  shop,
}) => {
  shop.delaysMs.set('/model/weights.safetensors', 4000);
  await page.goto('/item/toy-1');
  await scriptReady(page);
  await expect.poll(() => shop.requests.some(({ url }) => url === '/model/weights.safetensors')).toBe(true);
  await page.evaluate(() => window.vitrine.forget());
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'mug-1' }));
  const { model, eventCount } = await modelReady(page);
  expect(model).not.toBeNull();
  expect(eventCount).toBe(1);
});
