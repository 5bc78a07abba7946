import { test as base, expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { bundlePage } from './pages/adapters/bundle-page.js';
import {
  expectNoComplaints,
  lookAtBags,
  markNodes,
  marksOf,
  modelOrder,
  openPage,
  orderOf,
} from './pages/adapters/open-page.js';
import { shopOrder } from './shop.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

let script = '';
base.beforeAll(async () => {
  script = await bundlePage('element-page');
});

test('<vitrine-list apply="always"> orders its list, what is added behind it, and a list that comes later', async ({
  page,
}) => {
  const complaints = await openPage(page, script, '', '?apply=always');
  await lookAtBags(page);
  const expected = await modelOrder(page, shopOrder);
  await markNodes(page, '#list');
  await page.evaluate(() => window.page.mount());
  await expect.poll(() => orderOf(page, '#list')).toEqual(expected);
  expect(await marksOf(page, '#list')).toEqual(expected);

  // Moved and added to: what was ordered stays.
  await page.evaluate(() => {
    const list = document.querySelector('vitrine-list')!;
    document.body.append(list);
    document.getElementById('root')!.append(list);
    document.querySelector('[data-vitrine-item="mug-8"]')!.remove();
    document.querySelector('[data-vitrine-item="bag-2"]')!.remove();
    window.page.show(['mug-8', 'bag-2']);
  });
  const left = expected.filter((id) => id !== 'mug-8' && id !== 'bag-2');
  await expect.poll(() => orderOf(page, '#list')).toEqual([...left, 'bag-2', 'mug-8']);

  await page.evaluate((ids) => {
    window.page.unmount();
    window.page.show(ids);
    window.page.mount(); // defined already: nothing happens
  }, shopOrder);
  await expect.poll(() => orderOf(page, '#list')).toEqual(expected);
  await expectNoComplaints(page, complaints);
});

test('<vitrine-list> moves nothing that was in view', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 650 });
  await openPage(page, script);
  await lookAtBags(page);
  await page.evaluate(() => window.page.mount());
  const nSeen = 7;
  const nextKinds = async () => (await orderOf(page, '#list')).slice(nSeen, nSeen + 4).map((id) => id.split('-')[0]);
  await expect.poll(nextKinds).toEqual(['bag', 'bag', 'bag', 'bag']);
  expect((await orderOf(page, '#list')).slice(0, nSeen)).toEqual(shopOrder.slice(0, nSeen));
});

/** Keeps the parser waiting wherever the page has `/slow.js`; returns how to let it go on. */
async function holdParser(page: Page): Promise<() => void> {
  let goOn = () => {};
  const isHeld = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/slow.js', async (route) => {
    await isHeld;
    await route.fulfill({ contentType: 'text/javascript', body: '' });
  });
  return goOn;
}

test('<vitrine-list> is ordered as soon as the parser is past it', async ({ page }) => {
  await openPage(page, script);
  await lookAtBags(page);
  const expected = await modelOrder(page, shopOrder);
  const goOn = await holdParser(page);
  // Nobody hears that scores have changed, which is a reason to order lists, too.
  await page.route('**/vitrine.client.js', () => {});
  await page.goto('/adapters?slow&mount&apply=always', { waitUntil: 'commit' });
  await expect.poll(() => orderOf(page, '#list')).toEqual(expected);
  expect(await page.evaluate(() => document.readyState)).toBe('loading');
  goOn();
});

test('<vitrine-list> is not ordered in parts, whatever becomes known while it is parsed', async ({ page }) => {
  const items = shopOrder.map((id) => `<li data-vitrine-item="${id}">${id}</li>`);
  items.splice(12, 0, '<script src="/slow.js"></script>');
  const html = `<vitrine-list name="shelf" apply="always"><ul id="list">${items.join('')}</ul></vitrine-list>`;
  (await holdParser(page))();
  await openPage(page, script, html);
  const goOn = await holdParser(page);
  await page.goto('/adapters?slow&mount', { waitUntil: 'commit' });
  await page.waitForFunction(() => window.page !== undefined);
  await lookAtBags(page);
  expect(await page.$$eval('#list > li', (all) => all.map((item) => item.textContent))).toEqual(shopOrder.slice(0, 12));
  goOn();
  const expected = await modelOrder(page, shopOrder);
  await expect.poll(() => page.$$eval('#list > li', (all) => all.map((item) => item.textContent))).toEqual(expected);
});

test('<vitrine-list> keeps the shop’s order without a model', async ({ page, shop }) => {
  shop.model = {};
  await openPage(page, script, '', '?apply=always');
  await page.evaluate(() => {
    window.page.vitrine.track({ type: 'view_item', itemId: 'bag-1' });
    window.page.mount();
  });
  await expect.poll(() => page.evaluate(() => window.page.errors)).toContain('MODEL_UNREACHABLE');
  expect(await orderOf(page, '#list')).toEqual(shopOrder);
});
