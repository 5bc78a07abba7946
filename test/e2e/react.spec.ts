import { test as base, expect } from '@playwright/test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
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
import { ReactShelf } from './pages/adapters/react-shelf.js';
import { shopOrder } from './shop.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const lists = ['#hook', '#component'];
let script = '';
base.beforeAll(async () => {
  script = await bundlePage('react-page');
});

test('React renders the shop’s order where nothing is known at once, then the model’s, and moves its nodes', async ({
  page,
}) => {
  const complaints = await openPage(page, script);
  await lookAtBags(page);
  await loseRecord(page);
  await page.evaluate(() => window.page.mount());
  const expected = await modelOrder(page, shopOrder);
  expect(expected).not.toEqual(shopOrder);
  for (const list of lists) await expect.poll(() => orderOf(page, list)).toEqual(expected);
  await expect(page.locator('#cluster')).toHaveText('bag lovers');
  const renders = await page.evaluate(() => window.page.renders);
  expect(renders[0]).toEqual(shopOrder);
  expect(renders.at(-1)).toEqual(expected);

  // The same items once more: the order stays, and so does every node.
  for (const list of lists) await markNodes(page, list);
  await page.evaluate((ids) => window.page.show([...ids]), shopOrder);
  for (const list of lists) expect(await marksOf(page, list)).toEqual(expected);

  // Fewer items, in another order: another list, whose nodes are still the same.
  const others = shopOrder.filter((id) => !/^bag-|^mug-8$/.test(id)).reverse();
  await page.evaluate((ids) => window.page.show(ids), others);
  const otherOrder = await modelOrder(page, others);
  for (const list of lists) await expect.poll(() => orderOf(page, list)).toEqual(otherOrder);
  for (const list of lists) expect(await marksOf(page, list)).toEqual(otherOrder);

  // More items: behind those that were shown.
  await page.evaluate((ids) => window.page.show(ids), [...others, 'unknown', 'mug-8', 'bag-2']);
  for (const list of lists) {
    await expect.poll(async () => (await orderOf(page, list)).slice(-3)).toEqual(['unknown', 'bag-2', 'mug-8']);
    expect((await orderOf(page, list)).slice(0, -3)).toEqual(otherOrder);
  }

  await page.evaluate(() => {
    window.page.show(['toy-1', 'bag-1']);
    window.page.unmount();
  });
  await modelOrder(page, shopOrder);
  await expectNoComplaints(page, complaints);
});

test('React renders the shopper’s order at once, of other items, too, and puts later ones behind it', async ({
  page,
}) => {
  const complaints = await openPage(page, script);
  await lookAtBags(page);
  await page.evaluate(() => window.page.mount());
  const expected = await modelOrder(page, shopOrder);
  for (const list of lists) await expect.poll(() => orderOf(page, list)).toEqual(expected);
  const others = shopOrder.filter((id) => !/^bag-|^mug-8$/.test(id)).reverse();
  const otherOrder = await modelOrder(page, others);
  await page.evaluate((ids) => window.page.show(ids), others);
  for (const list of lists) await expect.poll(() => orderOf(page, list)).toEqual(otherOrder);
  await page.evaluate((ids) => window.page.show(ids), [...others, 'mug-8', 'bag-2']);
  for (const list of lists) await expect.poll(() => orderOf(page, list)).toEqual([...otherOrder, 'bag-2', 'mug-8']);
  // No render had another order.
  const orders = await page.evaluate(() => [...new Set(window.page.renders.map((order) => order.join()))]);
  expect(orders).toEqual([expected, otherOrder, [...otherOrder, 'bag-2', 'mug-8']].map((order) => order.join()));
  expect(complaints).toEqual([]);
});

test('React keeps the shop’s order of a shopper who is held out, and each list is told of once', async ({ page }) => {
  const complaints = await openPage(page, script, '', '?holdout');
  await page.evaluate(() => window.page.vitrine.track({ type: 'view_item', itemId: 'bag-1' }));
  await page.evaluate(() => window.page.mount());
  for (const list of lists) await expect.poll(() => orderOf(page, list)).toEqual(shopOrder);
  await expect
    .poll(() => page.evaluate(async () => (await window.page.vitrine.exportData()).order?.eventCount))
    .toBe(1);
  for (const list of lists) expect(await orderOf(page, list)).toEqual(shopOrder);
  expect(await page.evaluate(() => window.exposures.sort())).toEqual(['component', 'hook']);
  expect(complaints).toEqual([]);
});

test('React hydrates the server’s order without a complaint, and then shows the model’s', async ({ page }) => {
  const html = renderToString(createElement(ReactShelf, { ids: shopOrder, onRender: () => {} }));
  const complaints = await openPage(page, script, html);
  for (const list of lists) {
    expect(await orderOf(page, list)).toEqual(shopOrder);
    await markNodes(page, list);
  }
  await lookAtBags(page);
  await page.evaluate(() => window.page.mount());
  const expected = await modelOrder(page, shopOrder);
  for (const list of lists) await expect.poll(() => orderOf(page, list)).toEqual(expected);
  for (const list of lists) expect(await marksOf(page, list)).toEqual(expected);
  expect(await page.evaluate(() => window.page.renders[0])).toEqual(shopOrder);
  expect(complaints).toEqual([]);
});

test('React keeps the shop’s order without a model', async ({ page, shop }) => {
  shop.model = {};
  await mountWithoutModel(page, script);
  const reason = await page.evaluate(async () => {
    const ranking = await window.page.vitrine.rerank(['a', 'b']);
    return ranking.reranked || ranking.reason;
  });
  expect(reason).toBe('no-model');
  for (const list of lists) expect(await orderOf(page, list)).toEqual(shopOrder);
});
