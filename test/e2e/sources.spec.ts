import { expect, type Page } from '@playwright/test';
import type { RecordedEvent, ShopEvent } from '../../src/index.js';
import { withoutWebgl } from './chromium-flags.js';
import { renderSourcesPage, type SourcesPage } from './pages/sources-page.js';
import type { ShopServer } from './server.js';
import { recordedEvents, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

interface Heard {
  readonly events: RecordedEvent[];
  readonly errors: string[];
}

async function open(page: Page, shop: ShopServer, content: SourcesPage, path = '/sources'): Promise<void> {
  await page.route(
    (url) => url.pathname === path.split('?')[0],
    (route) => route.fulfill({ contentType: 'text/html', body: renderSourcesPage(content) }),
  );
  await page.goto(shop.origin + path);
  await scriptReady(page);
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard }).heard);

/** What was recorded, without id and time. */
async function events(page: Page): Promise<ShopEvent[]> {
  return (await heard(page)).events.map(({ id: _id, time: _time, ...event }) => event as ShopEvent);
}

/** Waits until exactly these events are recorded, in this order. */
const expectEvents = (page: Page, expected: ShopEvent[]) => expect.poll(() => events(page)).toEqual(expected);

const view = (itemId: string): ShopEvent => ({ type: 'view_item', itemId });

test('the data layer: what was pushed before either script, then what is pushed later, each once and in order', async ({
  page,
  shop,
}) => {
  // The sources come first, and speak to the queue.
  shop.delaysMs.set('/vitrine.iife.js', 400);
  await open(page, shop, {
    sources: 'data-layer',
    inline: `
      window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'before-gtm' }] } }];
      window.gtag = function () { dataLayer.push(arguments); };
      gtag('js', new Date());
      gtag('event', 'view_item', { items: [{ item_id: 'before-gtag' }] });`,
  });
  await expectEvents(page, [view('before-gtm'), view('before-gtag')]);
  const length = await page.evaluate(() => {
    const { dataLayer, gtag } = window as unknown as { dataLayer: unknown[]; gtag: (...args: unknown[]) => void };
    gtag('event', 'add_to_cart', { items: [{ item_id: 'later-gtag', quantity: '2' }] });
    const given = dataLayer.push({ event: 'view_item' }, { event: 'view_item', ecommerce: { items: [{}] } });
    dataLayer.push({ event: 'purchase', ecommerce: { items: [{ item_id: 'a' }, null, { item_id: 'b' }] } });
    return [given, dataLayer.length];
  });
  expect(length).toEqual([6, 7]);
  await expectEvents(page, [
    view('before-gtm'),
    view('before-gtag'),
    { type: 'add_to_cart', itemId: 'later-gtag', quantity: 2 },
    { type: 'purchase', itemIds: ['a', 'b'] },
  ]);
  // Two views without an item are one kind of mistake.
  expect((await heard(page)).errors).toEqual([expect.stringContaining('view_item.itemId is missing')]);
  expect((await recordedEvents(page)).map(({ type }) => type)).toEqual([
    'view_item',
    'view_item',
    'add_to_cart',
    'purchase',
  ]);
});

test('the data layer, wrapped by others before and after: everybody sees every push once', async ({ page, shop }) => {
  await open(page, shop, {
    inline: `
      window.dataLayer = [];
      window.calls = [];
      window.wrap = (name) => {
        const inner = dataLayer.push;
        dataLayer.push = function (...entries) { calls.push(name); inner.apply(dataLayer, entries); return name; };
      };
      wrap('before');`,
    sources: 'data-layer',
  });
  const push = (itemId: string) =>
    page.evaluate((id) => {
      const { dataLayer } = window as unknown as { dataLayer: unknown[] };
      return dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: id }] } });
    }, itemId);
  const pushAndLook = async () => {
    await push('first');
    return events(page);
  };
  await expect.poll(pushAndLook).toContainEqual(view('first'));
  await page.evaluate(() => (window as unknown as { wrap: (name: string) => void }).wrap('after'));
  await page.evaluate(() => Object.assign(window, { calls: [] }));
  expect(await push('second')).toBe('after');
  expect((await events(page)).filter((event) => 'itemId' in event && event.itemId === 'second')).toHaveLength(1);
  expect(await page.evaluate(() => (window as unknown as { calls: string[] }).calls)).toEqual(['after', 'before']);
});

test('a host object that throws when it is read harms nobody', async ({ page, shop }) => {
  await open(page, shop, { sources: 'data-layer', inline: 'window.dataLayer = [];' });
  await expect
    .poll(() => page.evaluate(() => Object.hasOwn((window as unknown as { dataLayer: object }).dataLayer, 'push')))
    .toBe(true);
  const given = await page.evaluate(() => {
    const { dataLayer } = window as unknown as { dataLayer: unknown[] };
    const trap = Object.defineProperty({ event: 'view_item' }, 'ecommerce', {
      enumerable: true,
      get() {
        throw new Error("the host's");
      },
    });
    return [dataLayer.push(trap), dataLayer.push({ event: 'view_item', items: ['a'] })];
  });
  expect(given).toEqual([1, 2]);
  await expectEvents(page, [view('a')]);
  expect((await heard(page)).errors).toEqual(['an event cannot be read']);
});

test('Segment: the queue of its snippet, calls while it loads, and calls of the loaded library, each once', async ({
  page,
  shop,
}) => {
  await open(page, shop, {
    sources: 'segment',
    // The snippet's queue, and a library that takes it over as Segment's does: listeners first, then the calls, told late.
    inline: `
      window.analytics = [];
      analytics.track = (...args) => analytics.push(['track', ...args]);
      analytics.track('Product Viewed', { product_id: 'queued' });
      window.loadSegment = () => {
        const queue = [...analytics];
        const listeners = [];
        const library = {
          on: (name, listener) => listeners.push(listener),
          ready: (callback) => callback(),
          track: (name, properties) => setTimeout(() => listeners.forEach((tell) => tell(name, { ...properties })), 100),
        };
        window.analytics = library;
        for (const [method, ...args] of queue) if (method === 'on') library.on(...args);
        for (const [method, ...args] of queue) if (method !== 'on') setTimeout(() => library[method](...args), 0);
      };`,
  });
  await expectEvents(page, [view('queued')]);
  await page.evaluate(async () => {
    interface Segment {
      track(name: string, properties: object): void;
    }
    const globals = window as unknown as { analytics: Segment; loadSegment: () => void };
    globals.analytics.track('Product Added', { product_id: 'while-loading', quantity: 1 });
    globals.loadSegment();
    await new Promise((resolve) => setTimeout(resolve, 50));
    globals.analytics.track('Products Searched', { query: 'lamp' });
    globals.analytics.track('Order Completed', { products: [{ product_id: 'a' }] });
    await new Promise((resolve) => setTimeout(resolve, 900)); // past the moment in which twins are one
    globals.analytics.track('Product Added', { product_id: 'while-loading', quantity: 1 });
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await expectEvents(page, [
    view('queued'),
    { type: 'add_to_cart', itemId: 'while-loading', quantity: 1 },
    { type: 'search', query: 'lamp' },
    { type: 'purchase', itemIds: ['a'] },
    { type: 'add_to_cart', itemId: 'while-loading', quantity: 1 },
  ]);
});

test('JSON-LD: the product of the page, also one that comes later, and what is told of items', async ({
  page,
  shop,
}) => {
  const product = (sku: string) =>
    JSON.stringify({ '@type': 'Product', sku, name: `Lamp ${sku}`, offers: { price: 9 } });
  await open(page, shop, {
    head: `<script type="module">
        import { fromJsonLd } from '/sources.js';
        window.jsonLd = fromJsonLd({ track: (...args) => window.vitrine.push(['track', ...args]) });
      </script>`,
    body: `<script type="application/ld+json" id="data">${product('L-1')}</script>`,
  });
  await expectEvents(page, [view('L-1')]);
  const described = await page.evaluate((text) => {
    const { jsonLd } = window as unknown as { jsonLd: { describe(itemId: string): unknown } };
    document.querySelector('#data')?.remove();
    document.body.insertAdjacentHTML('beforeend', `<div><script type="application/ld+json">${text}</script></div>`);
    return [jsonLd.describe('L-1'), jsonLd.describe('L-9')];
  }, product('L-2'));
  expect(described).toEqual([{ title: 'Lamp L-1', price: 9 }, null]);
  await expectEvents(page, [view('L-1'), view('L-2')]);
});

test('impressions: half in view for a second, once a page view, with their places', async ({ page, shop }) => {
  await page.setViewportSize({ width: 400, height: 500 });
  const items = (ids: string[]) => ids.map((id) => `<li data-vitrine-item="${id}">${id}</li>`).join('');
  const ids = Array.from({ length: 12 }, (_, i) => `i${i}`);
  await open(page, shop, {
    sources: 'impressions',
    body: `<ul style="margin:0;padding:0" data-vitrine-list="home" data-vitrine-apply="unseen">${items(ids)}</ul>`,
  });
  // Two and a half items of 200 px fit into 500 px.
  const first: ShopEvent = {
    type: 'view_item_list',
    itemIds: ['i0', 'i1', 'i2'],
    places: [0, 1, 2],
    seenMs: 1000,
    listId: 'home',
  };
  await expectEvents(page, [first]);
  await page.evaluate(async () => {
    scrollTo(0, 1000); // i5, i6 and i7, but not for long
    await new Promise((resolve) => setTimeout(resolve, 300));
    scrollTo(0, 1900); // i10 and i11 at the end
  });
  const last: ShopEvent = {
    type: 'view_item_list',
    itemIds: ['i10', 'i11'],
    places: [10, 11],
    seenMs: 1000,
    listId: 'home',
  };
  await expect.poll(async () => (await events(page)).length).toBe(2);
  expect((await events(page))[1]).toMatchObject({ listId: 'home', seenMs: 1000 });
  expect(((await events(page))[1] as { itemIds: string[] }).itemIds.filter((id) => id === 'i6')).toEqual([]);
  expect((await events(page))[1]).toEqual(expect.objectContaining({ itemIds: expect.arrayContaining(['i10', 'i11']) }));
  await page.evaluate(() => {
    document.querySelector('ul')?.insertAdjacentHTML('beforeend', '<li data-vitrine-item="late">late</li>');
    scrollTo(0, 0); // seen already
    setTimeout(() => scrollTo(0, 99_999), 1500);
  });
  await expect.poll(async () => (await events(page)).length).toBe(3);
  expect((await events(page))[2]).toEqual({ ...last, itemIds: ['late'], places: [12] });

  // A route of the shop's own is another page view: what is still in view is seen once more.
  await page.evaluate(() => {
    scrollTo(0, 0);
    history.pushState(null, '', '?route=2');
  });
  await expect.poll(async () => (await events(page)).length).toBe(4);
  expect((await events(page))[3]).toEqual(first);
});

test('dwell: the time that a product was looked at, when the shopper goes on and when they leave', async ({
  page,
  shop,
}) => {
  const content: SourcesPage = { sources: 'dwell', body: '<main data-vitrine-view="lamp"></main>' };
  await open(page, shop, content);
  await page.waitForTimeout(1300);
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'mug' }));
  await expect.poll(async () => (await events(page)).length).toBe(3);
  const [, , engaged] = await events(page);
  expect(engaged).toMatchObject({ type: 'user_engagement', itemId: 'lamp' });
  expect((engaged as { engagedMs: number }).engagedMs).toBeGreaterThanOrEqual(1000);
  await page.waitForTimeout(1200);
  await page.goto(`${shop.origin}/sources`);
  await scriptReady(page);
  await expect
    .poll(async () => (await recordedEvents(page)).filter(({ type }) => type === 'user_engagement'))
    .toMatchObject([{ itemId: 'lamp' }, { itemId: 'mug' }]);
});

test('dwell: not while the page is hidden (its state played by the test)', async ({ page, shop }) => {
  await open(page, shop, { sources: 'dwell', body: '<main data-vitrine-view="lamp"></main>' });
  await expectEvents(page, [view('lamp')]);
  const turn = (state: DocumentVisibilityState) =>
    page.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      return performance.now();
    }, state);
  const hiddenAt = await turn('hidden');
  await page.waitForTimeout(1500);
  const shownAt = await turn('visible');
  await page.waitForTimeout(1100);
  const leftAt = await page.evaluate(() => {
    window.vitrine.track({ type: 'view_item', itemId: 'mug' });
    return performance.now();
  });
  await expect.poll(async () => (await events(page)).length).toBeGreaterThanOrEqual(3);
  const engaged = (await events(page)).filter((event) => event.type === 'user_engagement');
  const engagedMs = engaged.reduce((sum, event) => sum + event.engagedMs, 0);
  expect(engagedMs).toBeGreaterThanOrEqual(1000);
  expect(engagedMs).toBeLessThanOrEqual(leftAt - (shownAt - hiddenAt) + 1);
});

test('an action that the markup and the data layer both tell of counts once, and twice when it happens twice', async ({
  page,
  shop,
}) => {
  await open(page, shop, {
    sources: 'data-layer',
    inline: `
      window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'lamp' }] } }];
      addEventListener('click', () => dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'lamp' }] } }));`,
    body: `<main data-vitrine-view="lamp"><button data-vitrine-action="add_to_cart">Add</button></main>`,
  });
  await expectEvents(page, [view('lamp')]);
  await expect
    .poll(() => page.evaluate(() => Object.hasOwn((window as unknown as { dataLayer: object }).dataLayer, 'push')))
    .toBe(true);
  await page.evaluate(() => {
    document.querySelector('button')?.click();
    document.querySelector('button')?.click();
  });
  const added: ShopEvent = { type: 'add_to_cart', itemId: 'lamp' };
  await expectEvents(page, [view('lamp'), added, added]);
});

test('Shopify: the product of the page, its form and the theme’s event for it once, what is taken out, and searches', async ({
  page,
  shop,
}) => {
  await open(
    page,
    shop,
    {
      sources: 'shopify',
      inline: `
        window.ShopifyAnalytics = { meta: {
          product: { id: 700, variants: [{ id: 7001 }, { id: 7002 }] }, page: { pageType: 'product' },
        } };
        window.dispatch = (name, payload) => document.body.dispatchEvent(Object.assign(new Event(name, { bubbles: true }), payload));
        addEventListener('submit', (event) => {
          event.preventDefault();
          dispatch('shopify:cart:lines-update', {
            action: 'add', lines: [{ merchandiseId: 'gid://shopify/ProductVariant/7002', quantity: 2 }],
          });
        });
        addEventListener('click', (event) => { if (event.target.closest('a')) event.preventDefault(); });`,
      body: `<form action="/fr/cart/add" method="post"><input name="id" value="7002"><input name="quantity" value="2">
          <button>Add</button></form><a href="/cart/change?id=7001:5e1f&amp;quantity=0">Remove</a>`,
    },
    '/fr/search?q=mug',
  );
  await expectEvents(page, [view('700'), { type: 'search', query: 'mug' }]);
  await page.getByRole('button').click();
  await page.evaluate(async () => {
    const { dispatch } = window as unknown as { dispatch(name: string, payload: object): void };
    dispatch('shopify:search:update', { search: { query: 'mug' }, promise: Promise.resolve({ totalCount: 9 }) });
    dispatch('shopify:search:update', { search: { query: 'mgu' }, promise: Promise.resolve({ totalCount: 0 }) });
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.getByRole('link').click();
  await expectEvents(page, [
    view('700'),
    { type: 'search', query: 'mug' },
    { type: 'add_to_cart', itemId: '700', quantity: 2 },
    { type: 'search', query: 'mgu', resultCount: 0 },
    { type: 'remove_from_cart', itemId: '700' },
  ]);
});

test('a browser that a program steers is no shopper: nothing is recorded, and lists keep their order', async ({
  page,
  shop,
}) => {
  await open(page, shop, {
    tag: '',
    sources: 'data-layer',
    inline: `window.dataLayer = [{ event: 'view_item', items: ['a'] }];`,
  });
  const result = await page.evaluate(async () => ({
    tracked: window.vitrine.track({ type: 'view_item', itemId: 'b' }),
    ranking: JSON.parse(JSON.stringify(await window.vitrine.rerank(['x', 'y']))),
    exported: await window.vitrine.exportData(),
    databases: (await indexedDB.databases()).length,
    keys: Object.keys(localStorage),
  }));
  expect(result).toMatchObject({
    tracked: false,
    ranking: { items: ['x', 'y'], reranked: false, reason: 'no-shopper' },
    exported: { events: [] },
    databases: 0,
    keys: [],
  });
  expect(shop.requests.filter(({ url }) => url.startsWith('/model/'))).toEqual([]);
});

test('a prerendered page records nothing until it is shown (its state played by the test)', async ({ page, shop }) => {
  await page.addInitScript(() => {
    Object.assign(window, { isPrerendering: true });
    Object.defineProperty(Document.prototype, 'prerendering', {
      configurable: true,
      get: () => (window as unknown as { isPrerendering: boolean }).isPrerendering,
    });
  });
  await open(page, shop, { body: '<main data-vitrine-view="lamp"></main>' });
  await page.waitForTimeout(300);
  expect(await recordedEvents(page)).toEqual([]);
  await page.evaluate(() => {
    Object.assign(window, { isPrerendering: false });
    document.dispatchEvent(new Event('prerenderingchange'));
  });
  await expectEvents(page, [view('lamp')]);
});
