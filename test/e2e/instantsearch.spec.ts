import { test as base, expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { bundlePage } from './pages/adapters/bundle-page.js';
import { expectNoComplaints, lookAtBags, modelOrder, mountWithoutModel, openPage } from './pages/adapters/open-page.js';
import { shopOrder } from './shop.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const firstPage = shopOrder.slice(0, 12);
const secondPage = shopOrder.slice(12, 24);
const byName = [...shopOrder].sort().slice(0, 12);

let script = '';
base.beforeAll(async () => {
  script = await bundlePage('search-page');
});

function hitsOf(page: Page, list = '#hits'): Promise<string[]> {
  return page.$$eval(`${list} li`, (hits) => hits.map((hit) => hit.textContent ?? ''));
}

/** The shopper's searches and clicks, without ids and times. */
function recorded(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => {
    const { events } = await window.page.vitrine.exportData();
    return events.filter(({ type }) => type !== 'view_item').map(({ id, time, ...event }) => event);
  });
}

test('InstantSearch shows hits in the model’s order at once, page by page, but for a sort that was chosen', async ({
  page,
}) => {
  const complaints = await openPage(page, script);
  await lookAtBags(page);
  const first = await modelOrder(page, firstPage);
  const second = await modelOrder(page, secondPage);
  expect(first).not.toEqual(firstPage);
  await page.evaluate(() => window.page.mount());
  await expect.poll(() => hitsOf(page)).toEqual(first);
  expect(await page.evaluate(() => window.page.renders)).toEqual([first]);
  expect(await hitsOf(page, '#more')).toEqual(first);

  await page.click('#more .ais-InfiniteHits-loadMore');
  await expect.poll(() => hitsOf(page, '#more')).toEqual([...first, ...second]);
  expect(await hitsOf(page)).toEqual(second);
  expect(await page.evaluate(() => window.page.renders)).toEqual([first, second]);

  await page.selectOption('#sort select', 'items_by_name');
  await expect.poll(() => hitsOf(page)).toEqual(byName);
  await page.selectOption('#sort select', 'items');
  await expect.poll(() => hitsOf(page)).toEqual(first);
  expect(await page.evaluate(() => window.page.renders)).toEqual([first, second, byName, first]);
  await expectNoComplaints(page, complaints);
});

test('InstantSearch tells what was searched for, how much was found, and what was clicked', async ({ page }) => {
  await openPage(page, script);
  await page.evaluate(() => window.page.mount());
  const box = page.locator('#box input');
  // Letter by letter, faster than anybody types.
  await box.evaluate((input: HTMLInputElement) => {
    for (const text of ['l', 'la', 'lam', 'lamp']) {
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await expect.poll(() => recorded(page)).toEqual([{ type: 'search', query: 'lamp', resultCount: 8 }]);
  await box.fill('zeppelin');
  await expect.poll(() => hitsOf(page)).toEqual([]);
  await box.fill('mug');
  await expect.poll(async () => (await hitsOf(page)).length).toBe(8);
  await page.click('#hits li:has-text("mug-3")');
  await box.fill('zep');
  await expect.poll(() => hitsOf(page)).toEqual([]);
  await page.evaluate(() => window.page.unmount());
  const expected = [
    { type: 'search', query: 'lamp', resultCount: 8 },
    { type: 'search', query: 'mug', resultCount: 8 },
    { type: 'select_item', itemId: 'mug-3', listId: 'search' },
    { type: 'search', query: 'zep', resultCount: 0 },
  ];
  // Whether the shopper rested on the one before depends on the machine.
  const withoutPassing = async () =>
    (await recorded(page)).filter((event) => !JSON.stringify(event).includes('zeppelin'));
  await expect.poll(withoutPassing).toEqual(expected);
});

test('InstantSearch renders once more when the order comes after the hits, and once only', async ({ page }) => {
  await openPage(page, script, '', '?late');
  await lookAtBags(page);
  await page.evaluate(() => window.page.mount());
  const first = await modelOrder(page, firstPage);
  await expect.poll(() => hitsOf(page)).toEqual(first);
  expect(await page.evaluate(() => window.page.renders)).toEqual([firstPage, first]);
});

test('InstantSearch renders what was not searched for in the shopper’s order, too, and once only', async ({ page }) => {
  const recommended = shopOrder.slice(-12);
  await openPage(page, script, '', '?trending');
  await lookAtBags(page);
  const expected = await modelOrder(page, recommended);
  expect(expected).not.toEqual(recommended);
  await page.evaluate(() => window.page.mount());
  await expect.poll(() => hitsOf(page, '#trending')).toEqual(expected);
  expect(await page.evaluate(() => window.page.renders)).toEqual([expected]);
});

test('InstantSearch renders what came from a server as it is, and once more in the shopper’s order', async ({
  page,
}) => {
  await openPage(page, script, '', '?server');
  await lookAtBags(page);
  await page.evaluate(() => window.page.mount());
  const first = await modelOrder(page, firstPage);
  await expect.poll(() => hitsOf(page)).toEqual(first);
  expect(await page.evaluate(() => window.page.renders)).toEqual([firstPage, first]);
});

test('InstantSearch shows the search’s order again once the shopper is forgotten', async ({ page }) => {
  await openPage(page, script);
  await lookAtBags(page);
  const first = await modelOrder(page, firstPage);
  await page.evaluate(() => window.page.mount());
  await expect.poll(() => hitsOf(page)).toEqual(first);
  await page.evaluate(() => window.page.vitrine.forget());
  await expect.poll(() => hitsOf(page)).toEqual(firstPage);
});

test('InstantSearch keeps the search’s order without a model', async ({ page, shop }) => {
  shop.model = {};
  await mountWithoutModel(page, script);
  await expect.poll(() => hitsOf(page)).toEqual(firstPage);
});
