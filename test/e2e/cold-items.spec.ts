import { expect } from '@playwright/test';
import type { Model } from '../../src/encoder/artifact/model.js';
import { textBuckets } from '../../src/sequence/text.js';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel, itemsPerKind, kinds } from '../fixtures/tiny-model.js';
import { withoutWebgl } from './chromium-flags.js';
import { homeOrder, modelReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const nBuckets = 4096;
const candles = ['candle-1', 'candle-2', 'candle-3'];

/** The tiny model, to which the name of a kind means the kind. */
function createReadingModel(): Model {
  const model = createTinyModel();
  const size = model.encoder.embeddingSize;
  const rows = new Float32Array(nBuckets * size);
  kinds.forEach((kind, k) => {
    const item = k * itemsPerKind * size;
    const buckets = textBuckets(kind, nBuckets);
    for (const bucket of buckets) {
      const share = 1 / Math.sqrt(buckets.length);
      for (let j = 0; j < size; j++) rows[bucket * size + j] += share * model.itemEmbeddings[item + j];
    }
  });
  return { ...model, encoder: { ...model.encoder, textBuckets: nBuckets }, text: { nBuckets, rows }, hasQueries: true };
}

test.beforeEach(async ({ shop }) => {
  shop.model = await encodeModelFiles(createReadingModel());
});

test('an item that the model never saw takes part once the page describes it', async ({ page }) => {
  await viewItems(page, candles);
  const orders = await page.evaluate(async () => {
    const items = ['toy-1', 'new-mug', 'lamp-1', 'new-candle'];
    const request = { deadlineMs: 5000 };
    const silent = await window.vitrine.rerank(items, request);
    const told = await window.vitrine.rerank(items, { ...request, describe: (id) => ({ title: `A ${id.slice(4)}` }) });
    const { from, to } = told.explain('new-candle') ?? {};
    return { silent: silent.items, told: told.items, from, to };
  });
  expect(orders.silent[1]).toBe('new-mug');
  expect(orders.silent[3]).toBe('new-candle');
  expect(orders.told[0]).toBe('new-candle');
  expect(orders).toMatchObject({ from: 3, to: 0 });
});

test('a search moves the order, where the model reads text', async ({ page }) => {
  await page.goto('/');
  await modelReady(page);
  const order = await page.evaluate(async () => {
    window.vitrine.track({ type: 'search', query: 'LAMP' });
    return (await window.vitrine.rerank(['mug-1', 'toy-1', 'lamp-1', 'bag-1'], { deadlineMs: 5000 })).items;
  });
  expect(order[0]).toBe('lamp-1');
});

test('a list orders new items by the titles in its markup', async ({ page, shop }) => {
  shop.settings.apply = 'unseen';
  shop.settings.inlineScript = `addEventListener('DOMContentLoaded', () => {
    document.querySelector('ul').insertAdjacentHTML('beforeend', \`
      <li data-vitrine-item="new-1" data-vitrine-title="Silver mug"></li>
      <li data-vitrine-item="new-2"><b data-vitrine-item-title>Silver candle</b></li>
      <li data-vitrine-item="new-3"></li>\`);
  }, true);`;
  await page.setViewportSize({ width: 1000, height: 200 });
  await viewItems(page, candles);
  await page.goto('/');
  await modelReady(page);
  await expect.poll(async () => (await homeOrder(page)).indexOf('new-2')).toBeLessThan(24);
  const order = await homeOrder(page);
  expect(order.indexOf('new-2')).toBeLessThan(order.indexOf('new-1'));
  expect(order.indexOf('new-3')).toBe(order.length - 1);
});

test('a model that reads no text knows a new item by the known ones that read alike, and says by which', async ({
  page,
  shop,
}) => {
  shop.model = await encodeModelFiles(createTinyModel());
  await viewItems(page, candles);
  const { order, because } = await page.evaluate(async () => {
    const items = ['toy-1', 'new-mug', 'lamp-1', 'new-candle'];
    const told = await window.vitrine.rerank(items, {
      deadlineMs: 5000,
      describe: (id) => ({ title: `A silver ${id.slice(4)}` }),
    });
    return { order: told.items, because: told.explain('new-candle')?.because };
  });
  expect(order[0]).toBe('new-candle');
  expect(order.indexOf('new-mug')).toBeGreaterThan(0);
  expect(candles).toContain(because);
});
