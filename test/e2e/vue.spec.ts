import { test as base, expect } from '@playwright/test';
import { shallowRef } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { withoutWebgl } from './chromium-flags.js';
import { bundlePage } from './pages/adapters/bundle-page.js';
import {
  expectNoComplaints,
  lookAtBags,
  loseRecord,
  markNodes,
  marksOf,
  modelOrder,
  mountWithoutModel,
  openPage,
  orderOf,
} from './pages/adapters/open-page.js';
import { createShelf } from './pages/adapters/vue-shelf.js';
import { shopOrder } from './shop.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

let script = '';
base.beforeAll(async () => {
  script = await bundlePage('vue-page');
});

test('Vue renders the shop’s order where nothing is known at once, then the model’s, and moves its nodes', async ({
  page,
}) => {
  const complaints = await openPage(page, script);
  await lookAtBags(page);
  await loseRecord(page);
  await page.evaluate(() => window.page.mount());
  const expected = await modelOrder(page, shopOrder);
  expect(expected).not.toEqual(shopOrder);
  await expect.poll(() => orderOf(page, '#list')).toEqual(expected);
  await expect(page.locator('#cluster')).toHaveText('bag lovers');
  expect(await page.evaluate(() => window.page.renders[0])).toEqual(shopOrder);

  // The same items once more, then others in another order: every node that can stays.
  await markNodes(page, '#list');
  await page.evaluate((ids) => window.page.show([...ids]), shopOrder);
  expect(await marksOf(page, '#list')).toEqual(expected);
  const others = shopOrder.filter((id) => !/^bag-|^mug-8$/.test(id)).reverse();
  await page.evaluate((ids) => window.page.show(ids), others);
  const otherOrder = await modelOrder(page, others);
  await expect.poll(() => orderOf(page, '#list')).toEqual(otherOrder);
  expect(await marksOf(page, '#list')).toEqual(otherOrder);

  // More items: behind those that were shown.
  await page.evaluate((ids) => window.page.show(ids), [...others, 'unknown', 'mug-8', 'bag-2']);
  await expect.poll(() => orderOf(page, '#list')).toEqual([...otherOrder, 'unknown', 'bag-2', 'mug-8']);

  const nRenders = await page.evaluate(async () => {
    window.page.unmount();
    window.page.show(['toy-1', 'bag-1']);
    return window.page.renders.length;
  });
  await modelOrder(page, shopOrder);
  expect(await page.evaluate(() => window.page.renders.length)).toBe(nRenders);
  await expectNoComplaints(page, complaints);
});

test('Vue renders the shopper’s order at once, of other items, too, and puts later ones behind it', async ({
  page,
}) => {
  const complaints = await openPage(page, script);
  await lookAtBags(page);
  await page.evaluate(() => window.page.mount());
  const expected = await modelOrder(page, shopOrder);
  await expect.poll(() => orderOf(page, '#list')).toEqual(expected);
  const others = shopOrder.filter((id) => !/^bag-|^mug-8$/.test(id)).reverse();
  const otherOrder = await modelOrder(page, others);
  await page.evaluate((ids) => window.page.show(ids), others);
  await expect.poll(() => orderOf(page, '#list')).toEqual(otherOrder);
  await page.evaluate((ids) => window.page.show(ids), [...others, 'mug-8', 'bag-2']);
  await expect.poll(() => orderOf(page, '#list')).toEqual([...otherOrder, 'bag-2', 'mug-8']);
  // No render had another order.
  const orders = await page.evaluate(() => [...new Set(window.page.renders.map((order) => order.join()))]);
  expect(orders).toEqual([expected, otherOrder, [...otherOrder, 'bag-2', 'mug-8']].map((order) => order.join()));
  expect(complaints).toEqual([]);
});

test('Vue keeps the shop’s order of a shopper who is held out, and the list is told of once', async ({ page }) => {
  await openPage(page, script, '', '?holdout');
  await page.evaluate(() => window.page.vitrine.track({ type: 'view_item', itemId: 'bag-1' }));
  await page.evaluate(() => window.page.mount());
  await expect
    .poll(() => page.evaluate(async () => (await window.page.vitrine.exportData()).order?.eventCount))
    .toBe(1);
  expect(await orderOf(page, '#list')).toEqual(shopOrder);
  expect(await page.evaluate(() => window.exposures)).toEqual(['shelf']);
});

test('Vue hydrates the server’s order without a complaint, and then shows the model’s', async ({ page }) => {
  const html = await renderToString(createShelf(shallowRef(shopOrder), true, () => {}));
  const complaints = await openPage(page, script, html);
  expect(await orderOf(page, '#list')).toEqual(shopOrder);
  await markNodes(page, '#list');
  await lookAtBags(page);
  await page.evaluate(() => window.page.mount());
  const expected = await modelOrder(page, shopOrder);
  await expect.poll(() => orderOf(page, '#list')).toEqual(expected);
  expect(await marksOf(page, '#list')).toEqual(expected);
  expect(await page.evaluate(() => window.page.renders[0])).toEqual(shopOrder);
  expect(complaints).toEqual([]);
});

test('Vue keeps the shop’s order without a model', async ({ page, shop }) => {
  shop.model = {};
  await mountWithoutModel(page, script);
  expect(await orderOf(page, '#list')).toEqual(shopOrder);
});
