import { expect } from '@playwright/test';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { withoutWebgl } from './chromium-flags.js';
import { homeOrder, inFirstRow, modelKept, modelReady, openRankedHome, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const candles = ['candle-2', 'candle-3', 'candle-5'];

/** What the storefront's first test asserts: more of the kind stand in the first row than in the shop's order. */
const bringsCandlesForward = (order: readonly string[]) => inFirstRow(order, 'candle') > 1;

test('it is the model that reorders: with its item embeddings shuffled the kind does not come forward', async ({
  page,
  shop,
}) => {
  await viewItems(page, candles);
  expect(bringsCandlesForward(await openRankedHome(page))).toBe(true);

  shop.model = await encodeModelFiles(createTinyModel({ isShuffled: true }));
  await viewItems(page, candles);
  await modelKept(page, shop.model['manifest.json']!);
  await page.goto('/');
  await modelReady(page);
  await page.reload();
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  expect(bringsCandlesForward(await homeOrder(page))).toBe(false);
});

test('the order of the events counts: the same items the other way round score differently', async ({ page }) => {
  await page.goto('/');
  await modelReady(page);
  const scoresAfter = (itemIds: string[]) =>
    page.evaluate(async (ids) => {
      await window.vitrine.forget();
      for (const itemId of ids) window.vitrine.track({ type: 'view_item', itemId });
      const ranking = await window.vitrine.rerank(['candle-1', 'mug-1', 'bag-1'], { deadlineMs: 5000 });
      return ['candle-1', 'mug-1', 'bag-1'].map((id) => ranking.explain(id)?.parts.sequence ?? Number.NaN);
    }, itemIds);
  const forwards = await scoresAfter(['candle-1', 'candle-2', 'mug-2', 'mug-3']);
  const again = await scoresAfter(['candle-1', 'candle-2', 'mug-2', 'mug-3']);
  const backwards = await scoresAfter(['mug-3', 'mug-2', 'candle-2', 'candle-1']);
  expect(forwards[1]).toBeGreaterThan(forwards[0]);
  expect(backwards[0]).toBeGreaterThan(backwards[1]);
  for (const [i, score] of again.entries()) expect(score).toBeCloseTo(forwards[i], 4);
});
