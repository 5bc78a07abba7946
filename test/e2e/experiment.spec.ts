import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { shopOrder } from './shop.js';
import { homeOrder, modelReady, scriptReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const hearExposures = `window.exposures = [];
  vitrine.push(['on', 'exposure', (exposure) => window.exposures.push(exposure)]);`;
const exposures = (page: Page) =>
  page.evaluate(() => (window as unknown as { exposures: Record<string, string>[] }).exposures);
const keptNote = (page: Page) => page.evaluate(() => localStorage.getItem('vitrine:experiment'));
const variant = (page: Page) => page.evaluate(() => window.vitrine.variant());

test('a held-out device keeps the shop’s order, and each list is told of once a page, by variant and slot alone', async ({
  page,
  shop,
}) => {
  shop.settings.tag['data-holdout'] = '1';
  shop.settings.inlineScript = hearExposures;
  await viewItems(page, ['bag-1', 'bag-4', 'bag-6']);
  await page.goto('/');
  await modelReady(page);
  const answers = await page.evaluate(async () => {
    const { vitrine } = window;
    const last = await vitrine.rerank(['mug-1', 'bag-2'], { slot: 'home' });
    const again = await vitrine.rerank(['mug-1', 'bag-2'], { slot: 'home' });
    const footer = await vitrine.rerank(['mug-1', 'bag-2'], { slot: 'footer' });
    const recommended = await vitrine.recommend();
    return [last, again, footer, recommended].map((ranking) => [
      ranking.items.join(),
      ranking.reranked ? '' : ranking.reason,
    ]);
  });
  expect(answers).toEqual([...Array(3).fill(['mug-1,bag-2', 'holdout']), ['', 'holdout']]);
  expect(await homeOrder(page)).toEqual(shopOrder);
  const told = await exposures(page);
  expect(told).toEqual([
    { variant: 'holdout', slot: 'home' },
    { variant: 'holdout', slot: 'footer' },
  ]);
  for (const exposure of told) expect(Object.keys(exposure)).toHaveLength(2);
  // The same list on the next page is told of anew.
  await page.goto('/search?q=bag');
  await expect.poll(() => exposures(page)).toEqual([{ variant: 'holdout', slot: 'home' }]);

  // Denied, nothing of the experiment is left, and nothing is drawn again.
  expect(await keptNote(page)).not.toBeNull();
  await page.evaluate(() => window.vitrine.setConsent('denied'));
  await expect.poll(() => keptNote(page)).toBeNull();
  expect(await variant(page)).toBeNull();
  await page.evaluate(() => window.vitrine.rerank(['mug-1'], { slot: 'later' }));
  expect(await keptNote(page)).toBeNull();
  expect(await exposures(page)).toHaveLength(1);
});

test.describe('in a person’s browser', () => {
  test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0' });
  test.beforeEach(async ({ context, shop }) => {
    await context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });
    });
    shop.settings.tag['data-holdout'] = '0.5';
    shop.settings.inlineScript = hearExposures;
  });

  test('a device draws with consent alone, and stays with it over reloads and tabs until it is forgotten', async ({
    page,
    context,
    shop,
  }) => {
    shop.settings.tag['data-consent'] = 'pending';
    await page.goto('/');
    await scriptReady(page);
    await page.evaluate(() => window.vitrine.rerank(['mug-1'], { slot: 'home' }));
    expect([await variant(page), await keptNote(page), await exposures(page)]).toEqual([null, null, []]);

    await page.evaluate(() => window.vitrine.setConsent('granted'));
    const drawn = await variant(page);
    expect(drawn).toMatch(/^(holdout|ranked)$/);
    const note = await keptNote(page);
    expect(JSON.parse(note ?? '').lot < 5000).toBe(drawn === 'holdout');
    await page.reload();
    await scriptReady(page);
    const tab = await context.newPage();
    await tab.goto('/item/bag-1');
    await scriptReady(tab);
    for (const each of [page, tab]) {
      expect(await variant(each)).toBe(drawn);
      expect(await keptNote(each)).toBe(note);
      expect(await each.evaluate(() => window.vitrine.deviceSeed())).toBe(JSON.parse(note ?? '').lot);
    }
    expect(await page.evaluate(async () => (await window.vitrine.exportData()).note)).toEqual(JSON.parse(note ?? ''));
    await tab.evaluate(() => window.vitrine.setConsent('denied'));
    await expect.poll(() => variant(page)).toBeNull();
    expect([await keptNote(page), await keptNote(tab)]).toEqual([null, null]);
  });

  test('a tester may see the other variant, which tells nothing', async ({ page }) => {
    await page.goto('/item/bag-1');
    await scriptReady(page);
    await page.evaluate(() => localStorage.setItem('vitrine:experiment', '{"lot":9999,"forced":"holdout"}'));
    await page.goto('/');
    await page.waitForFunction(() => window.heard.rankings.some(({ reason }) => reason === 'holdout'));
    expect([await variant(page), await exposures(page)]).toEqual(['holdout', []]);
  });
});

test('a browser that a program steers takes no part', async ({ page, shop }) => {
  shop.settings.tag['data-holdout'] = '0.99';
  shop.settings.inlineScript = hearExposures;
  await viewItems(page, ['bag-1']);
  await page.goto('/');
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  expect([await variant(page), await keptNote(page), await exposures(page)]).toEqual([null, null, []]);
});
