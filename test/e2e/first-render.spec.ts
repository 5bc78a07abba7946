import { test as base, expect, type Page } from '@playwright/test';
import { createElement } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import { shallowRef } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { withoutWebgl } from './chromium-flags.js';
import { bundlePage } from './pages/adapters/bundle-page.js';
import { lookAtBags, modelOrder, openPage } from './pages/adapters/open-page.js';
import { ReactShelf } from './pages/adapters/react-shelf.js';
import { createShelf } from './pages/adapters/vue-shelf.js';
import { shownOrders, throttle, watchFrames } from './pages/adapters/watch-frames.js';
import { shopOrder } from './shop.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const scripts: Record<string, string> = {};
base.beforeAll(async () => {
  for (const name of ['react', 'vue', 'search', 'element']) scripts[name] = await bundlePage(`${name}-page`);
});

const onServer = {
  react: async () => renderReact(createElement(ReactShelf, { ids: shopOrder, onRender: () => {} })),
  vue: async () => renderVue(createShelf(shallowRef(shopOrder), true, () => {})),
};

/** Each way to render a list, and what it shows of the shop's items. */
const cases = [
  { name: 'React', page: 'react', lists: ['#hook', '#component'] },
  { name: 'React behind a Suspense boundary', page: 'react', lists: ['#hook', '#component'], query: '&late' },
  { name: 'React after hydration', page: 'react', lists: ['#hook', '#component'], html: onServer.react },
  {
    name: 'React after a late hydration',
    page: 'react',
    lists: ['#hook', '#component'],
    html: onServer.react,
    query: '&late',
  },
  { name: 'Vue', page: 'vue', lists: ['#list'] },
  { name: 'Vue after hydration', page: 'vue', lists: ['#list'], html: onServer.vue },
  { name: 'InstantSearch', page: 'search', lists: ['#hits ol', '#more ol'], shown: shopOrder.slice(0, 12) },
  { name: '<vitrine-list apply="always">', page: 'element', lists: ['#list'], query: '&apply=always', nInView: 8 },
];

/** A shopper of whom the device knows something opens a page on a slow device. */
async function openAgain(page: Page, name: string, lists: readonly string[], html = '', query = '') {
  const complaints = await openPage(page, scripts[name]!, html);
  await lookAtBags(page);
  await watchFrames(page, lists);
  await throttle(page, 4);
  await page.goto(`/adapters?mount${query}`);
  return complaints;
}

/** The shopper goes on; waits until the model has taken that in. */
async function lookAtALamp(page: Page): Promise<void> {
  await page.evaluate(() => window.page.vitrine.track({ type: 'view_item', itemId: 'lamp-1' }));
  await expect
    .poll(() => page.evaluate(async () => (await window.page.vitrine.exportData()).order?.eventCount))
    .toBe(4);
}

for (const { name, page: script, lists, html, query, shown = shopOrder, nInView = shown.length } of cases) {
  test(`${name}: the first frame has the shopper’s order, on a slow device, and nothing in view moves after it`, async ({
    page,
  }) => {
    const complaints = await openAgain(page, script, lists, await html?.(), query);
    const expected = await modelOrder(page, shown);
    expect(expected).not.toEqual(shown);
    // What is first shown after that would be in another order.
    for (const list of lists) await shownOrders(page, list);
    await lookAtALamp(page);
    const firstRender = await page.evaluate(() => window.page.renders[0]);
    if (firstRender && script !== 'search') expect(firstRender).toEqual(html ? shown : expected);
    for (const list of lists) {
      const frames = await shownOrders(page, list);
      const ofServer = html ? frames.filter(({ isMounted }) => !isMounted) : [];
      for (const { order } of ofServer) expect(order).toEqual(shown);
      const inView = frames.slice(ofServer.length).map(({ order }) => order.slice(0, nInView).join());
      expect([...new Set(inView)]).toEqual([expected.slice(0, nInView).join()]);
    }
    expect(await page.evaluate(() => window.page.errors)).toEqual([]);
    expect(complaints).toEqual([]);
  });
}
