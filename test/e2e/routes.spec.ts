import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, recordedEvents, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** A router of the shop's own. `renders-first` shows the new route before it changes the address. */
const router = `window.go = (path, html, rendersFirst, method = 'pushState') => {
  const render = () => { document.body.innerHTML = html; };
  if (rendersFirst) render();
  history[method](null, '', path);
  if (!rendersFirst) render();
};`;

interface Router {
  go(path: string, html: string, rendersFirst: boolean, method?: 'pushState' | 'replaceState'): void;
}

const go = (page: Page, path: string, html: string, rendersFirst = false, method?: 'pushState' | 'replaceState') =>
  page.evaluate(([to, content, isFirst, how]) => (window as unknown as Router).go(to, content, isFirst, how), [
    path,
    html,
    rendersFirst,
    method,
  ] as const);

const product = (itemId: string) => `<main data-vitrine-view="${itemId}"><h1 id="top">${itemId}</h1></main>`;

const viewed = async (page: Page) =>
  (await recordedEvents(page)).flatMap((event) => (event.type === 'view_item' ? [event.itemId] : []));

for (const api of ['the Navigation API', 'history alone']) {
  test(`a route is a page view, and replacing the address is none, by ${api}`, async ({ page, shop }) => {
    if (api === 'history alone') {
      await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
    }
    shop.settings.inlineScript = router;
    await page.goto('/item/mug-1');
    await modelReady(page);
    for (const rendersFirst of [false, true]) {
      await go(page, '/item/mug-2', product('mug-2'), rendersFirst);
      await go(page, '/item/mug-1', product('mug-1'), rendersFirst);
    }
    const views = ['mug-1', 'mug-2', 'mug-1', 'mug-2', 'mug-1'];
    await expect.poll(() => viewed(page)).toEqual(views);

    // None of these is another view of the mug: it was shown already, in this page view.
    await go(page, '/item/mug-1?colour=red', product('mug-1'), false, 'replaceState');
    await go(page, '/item/mug-1?colour=red#top', product('mug-1'));
    await page.evaluate(() => {
      location.hash = 'reviews';
      document.querySelector('main')?.append('a filter that pushes its own address');
      history.pushState(null, '', '?colour=blue');
      document.querySelector('main')?.append('and renders after that');
    });
    // Back and forth are views: the router shows what was there, in a node that comes anew.
    await page.evaluate(
      (html) =>
        new Promise((resolve) => {
          addEventListener('popstate', () => setTimeout(resolve), { once: true });
          document.body.innerHTML = html;
          history.back();
        }),
      product('bag-1'),
    );
    await expect.poll(() => viewed(page)).toEqual([...views, 'bag-1']);
  });
}

test('the lists of a route that was left are let go, and those of the next are found and ranked', async ({
  page,
  shop,
}) => {
  shop.settings.inlineScript = router;
  await page.goto('/item/bag-1');
  await modelReady(page);
  const list = (slot: string, ids: readonly string[]) =>
    `<ul data-vitrine-list="${slot}" data-vitrine-apply="always">${ids
      .map((id) => `<li data-vitrine-item="${id}">${id}</li>`)
      .join('')}</ul>`;
  await go(page, '/first', list('first', ['mug-1', 'card-1', 'bag-2']));
  await page.waitForFunction(() => window.heard.rankings.some(({ slot, reranked }) => slot === 'first' && reranked));
  await page.evaluate(() => {
    Object.assign(window, { left: document.querySelector('ul') });
  });
  await go(page, '/second', list('second', ['mug-1', 'card-1', 'bag-2', 'bag-3']));
  await page.waitForFunction(() => window.heard.rankings.some(({ slot, reranked }) => slot === 'second' && reranked));
  const order = await page.evaluate(async () => {
    window.heard.rankings.length = 0;
    const { left } = window as unknown as { left: Element };
    left.insertAdjacentHTML(
      'beforeend',
      '<li data-vitrine-item="bag-4">bag-4</li><li data-vitrine-item="bag-5">bag-5</li>',
    );
    document
      .querySelector('ul')
      ?.insertAdjacentHTML('beforeend', '<li data-vitrine-item="lamp-1">l</li><li data-vitrine-item="bag-5">b</li>');
    while (window.heard.rankings.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    return {
      slots: window.heard.rankings.map(({ slot }) => slot),
      ids: [...document.querySelectorAll<HTMLElement>('li')].map(({ dataset }) => dataset.vitrineItem),
    };
  });
  expect(new Set(order.slots)).toEqual(new Set(['second']));
  expect(order.ids.slice(0, 2).sort()).toEqual(['bag-2', 'bag-3']);
  expect(order.ids.slice(4)).toEqual(['bag-5', 'lamp-1']);
});

test('an app that imports the package hears of page views by itself', async ({ page, shop }) => {
  await page.goto('/item/mug-1');
  await scriptReady(page);
  const heard = await page.evaluate(async (url) => {
    const { watchPageViews } = (await import(url)) as { watchPageViews: (hear: (start: string) => void) => () => void };
    const starts: string[] = [];
    const stop = watchPageViews((start) => starts.push(`${start} ${location.pathname}${location.hash}`));
    history.pushState(null, '', '/cart');
    history.pushState(null, '', '/cart'); // the same page once more
    history.pushState(null, '', '/cart#summary');
    history.pushState(null, '', '/cart#/payment'); // a router that keeps its routes in the fragment
    stop();
    history.pushState(null, '', '/thanks');
    return starts;
  }, `${shop.origin}/sources.js`);
  expect(heard).toEqual(['route /cart', 'route /cart#/payment']);
});
