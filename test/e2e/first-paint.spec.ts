import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { framesOf, movedItems, watchFrames } from './frames.js';
import type { ShopServer } from './server.js';
import { shopOrder } from './shop.js';
import { homeOrder, inFirstRow, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const candles = ['candle-2', 'candle-3', 'candle-5'];

test.beforeEach(({ shop }) => {
  shop.settings.first = { 'data-consent': 'granted' };
  shop.settings.inlineScript = watchFrames;
});

/** Gives the device a history, and waits until the order record reflects it. */
async function meetShopper(page: Page): Promise<void> {
  await viewItems(page, candles);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('vitrine:order') !== null)).toBe(true);
}

/** What the main script makes of the shop's order by the record alone. */
function orderByRecord(page: Page): Promise<string[]> {
  return page.evaluate((ids) => window.vitrine.rerankNow(ids).items, shopOrder);
}

/** Holds the main script back until the test lets it go. */
async function holdMain(page: Page): Promise<() => Promise<void>> {
  let letGo = () => {};
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/vitrine.iife.js', async (route) => {
    await isHeld;
    await route.continue();
  });
  return async () => {
    letGo();
    await page.waitForFunction(() => window.heard.rankings.length > 0);
  };
}

async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

async function waitForPaint(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
}

/** Opens the home page where the main script never comes; returns the order that the head script left. */
async function openWithoutMain(page: Page, shop: ShopServer): Promise<string[]> {
  shop.replaced.set('/vitrine.iife.js', '// never comes');
  await page.goto('/');
  await waitForPaint(page);
  return homeOrder(page);
}

for (const rate of [1, 4, 6]) {
  for (const apply of ['unseen', 'always'] as const) {
    test(`the first paint shows the shopper's order, CPU ${rate} times slower, mode ${apply}`, async ({
      page,
      shop,
    }) => {
      shop.settings.apply = apply;
      await meetShopper(page);
      const wanted = await orderByRecord(page);
      expect(inFirstRow(wanted, 'candle')).toBeGreaterThanOrEqual(4);
      const letGo = await holdMain(page);
      await throttle(page, rate);
      await page.goto('/', { waitUntil: 'commit' });
      await waitForPaint(page);
      const order = await homeOrder(page);
      // A slow device may paint a part of the list first: that part is in order then, and the rest in itself.
      if (rate === 1) expect(order.slice(0, 24)).toEqual(wanted.slice(0, 24));
      expect(inFirstRow(order, 'candle')).toBeGreaterThanOrEqual(3);
      const painted = await page.screenshot();

      await letGo();
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      expect((await page.screenshot()).equals(painted)).toBe(true);
      const frames = await framesOf(page);
      expect(frames.length).toBeGreaterThan(1);
      expect(frames[0].items.map(({ id }) => id)).toEqual(order.slice(0, frames[0].items.length));
      expect(movedItems(frames)).toEqual([]);
      expect(await page.evaluate(() => window.shifts0)).toEqual([]);
      // What is told of the list is told by the main script, when it takes over.
      const [told, ...later] = await page.evaluate(() => window.heard.rankings);
      expect(told).toEqual({ slot: 'home', reranked: true, ids: order });
      if (apply === 'always') expect(later).toEqual([]);
      expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
    });
  }
}

test('without the main script the list stands in the same order', async ({ page, shop }) => {
  await meetShopper(page);
  const wanted = await orderByRecord(page);
  expect((await openWithoutMain(page, shop)).slice(0, 24)).toEqual(wanted.slice(0, 24));
});

test('an exposure is told once, by the main script', async ({ page, shop }) => {
  // A steered browser has no lot; with one it takes part only where everybody is held out.
  shop.settings.first = { 'data-consent': 'granted', 'data-holdout': '1' };
  shop.settings.tag['data-holdout'] = '1';
  shop.settings.inlineScript += `
    window.exposures = [];
    (window.vitrine ??= []).push(['on', 'exposure', (exposure) => exposures.push(exposure)]);`;
  await meetShopper(page);
  expect(await page.evaluate(() => localStorage.getItem('vitrine:experiment'))).toMatch(/^\{"lot":\d+\}$/);
  await page.goto('/');
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  expect(await page.evaluate(() => (window as unknown as { exposures: unknown[] }).exposures)).toEqual([
    { variant: 'holdout', slot: 'home' },
  ]);
  expect(await homeOrder(page)).toEqual(shopOrder);
});

test("the shop's order comes back when everything is forgotten, also where no model was started", async ({ page }) => {
  await meetShopper(page);
  await page.goto('/');
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  expect(inFirstRow(await homeOrder(page), 'candle')).toBeGreaterThanOrEqual(3);
  await page.evaluate(() => window.vitrine.forget());
  await expect.poll(() => homeOrder(page)).toEqual(shopOrder);
  await page.reload();
  await waitForPaint(page);
  expect(await homeOrder(page)).toEqual(shopOrder);
});

test('the head script alone brings the main script, once the page is idle', async ({ page, shop }) => {
  await meetShopper(page);
  shop.settings.first = { ...shop.settings.tag, 'data-main': '/vitrine.iife.js' };
  await page.goto('/');
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'lamp-1' }));
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  const frames = await framesOf(page);
  expect(
    inFirstRow(
      frames[0].items.map(({ id }) => id),
      'candle',
    ),
  ).toBeGreaterThanOrEqual(4);
  expect(movedItems(frames)).toEqual([]);
  const asked = shop.requests.filter(({ url }) => url === '/vitrine.iife.js').length;
  expect(asked).toBeGreaterThan(0);
  await expect
    .poll(() => page.evaluate(async () => (await window.vitrine.exportData()).events.map(({ type }) => type)))
    .toContain('view_item');
  expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
});

test('an early main script orders a first list before it is painted, without the head script', async ({
  page,
  shop,
}) => {
  await meetShopper(page);
  const wanted = await orderByRecord(page);
  for (const apply of ['unseen', 'always'] as const) {
    shop.settings.apply = apply;
    shop.settings.first = null;
    shop.rewritePage = (html) => html.replace('async=""', '');
    // It waits for the page to be parsed; a busy machine may paint before that.
    await expect(async () => {
      await page.goto('/');
      await page.waitForFunction(() => window.heard.rankings.length > 0);
      const frames = await framesOf(page);
      expect(frames[0].items.map(({ id }) => id)).toEqual(wanted.slice(0, frames[0].items.length));
      expect(movedItems(frames)).toEqual([]);
    }).toPass();
  }
});

test('a list that was ordered and is asked for again does not drift', async ({ page, shop }) => {
  shop.settings.apply = 'unseen';
  await meetShopper(page);
  const wanted = await orderByRecord(page);
  await page.setViewportSize({ width: 1000, height: 400 });
  await page.goto('/');
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  const again = await page.evaluate(async (shopOrder) => {
    const ids = [...document.querySelectorAll<HTMLElement>('[data-vitrine-item]')].map(
      (item) => item.dataset.vitrineItem ?? '',
    );
    const place = (id: string) => shopOrder.indexOf(id);
    return { ids, again: window.vitrine.rerankNow(ids, { place }).items };
  }, shopOrder);
  expect(again.again).toEqual(wanted);
  expect(again.ids.slice(0, 24)).toEqual(wanted.slice(0, 24));
});
