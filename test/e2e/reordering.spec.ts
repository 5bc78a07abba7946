import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { shopOrder } from './shop.js';
import {
  bringScriptLate,
  homeOrder,
  modelReady,
  openRankedHome,
  recordedEvents,
  scriptReady,
  test,
  viewItems,
} from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const bags = ['bag-1', 'bag-4', 'bag-6'];

/** Lets the shopper agree once the list is on the screen: it is ordered under their eyes then. */
async function rankBeforeEyes(page: Page): Promise<void> {
  await page.evaluate((ids) => {
    for (const itemId of ids) window.vitrine.track({ type: 'view_item', itemId });
    window.vitrine.setConsent('granted');
  }, bags);
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
}

/** Three items that the shopper is busy with: a frame that has a state, a video that plays, text that is selected. */
const occupy = (page: Page) =>
  page.evaluate(async () => {
    const itemOf = (id: string) => document.querySelector<HTMLElement>(`[data-vitrine-item="${id}"]`)!;
    const frame = document.createElement('iframe');
    frame.srcdoc = 'a frame';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    itemOf('bag-1').append(frame);
    await loaded;
    const video = document.createElement('video');
    const canvas = document.createElement('canvas');
    const painter = canvas.getContext('2d')!;
    setInterval(() => painter.fillRect(0, 0, Math.random() * 20, 20), 30);
    video.muted = true;
    video.srcObject = canvas.captureStream(30);
    itemOf('bag-2').append(video);
    await video.play();
    const text = itemOf('bag-3').querySelector('a')!.firstChild!;
    getSelection()?.setBaseAndExtent(text, 0, text, 3);
    Object.assign(window, { frame: frame.contentWindow, video, pauses: 0 });
    video.addEventListener('pause', () => (window as unknown as { pauses: number }).pauses++);
  });

const occupation = (page: Page) =>
  page.evaluate(() => {
    const { frame, video, pauses } = window as unknown as { frame: Window; video: HTMLVideoElement; pauses: number };
    const isSameFrame = document.querySelector('iframe')?.contentWindow === frame && !frame.closed;
    return { isSameFrame, isPlaying: !video.paused, pauses, selected: String(getSelection()) };
  });

const undisturbed = { isSameFrame: true, isPlaying: true, pauses: 0, selected: 'bag' };

test.beforeEach(({ shop }) => {
  shop.settings.tag['data-consent'] = 'pending';
});

test('frames keep their state and videos play on as their items move; an item with selected text stays', async ({
  page,
}) => {
  await page.goto('/');
  await scriptReady(page);
  await occupy(page);
  await rankBeforeEyes(page);
  const order = await homeOrder(page);
  expect(order.indexOf('bag-3')).toBe(shopOrder.indexOf('bag-3'));
  expect(order.indexOf('bag-1')).not.toBe(shopOrder.indexOf('bag-1'));
  expect(order.indexOf('bag-2')).not.toBe(shopOrder.indexOf('bag-2'));
  expect(await occupation(page)).toEqual(undisturbed);
});

test('without moveBefore, items with a frame or with a video that plays stay, too, and the focus comes back', async ({
  page,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(Element.prototype, 'moveBefore'));
  await page.goto('/');
  await scriptReady(page);
  await occupy(page);
  await page.evaluate(() =>
    document.querySelector<HTMLElement>('[data-vitrine-item="bag-4"] a')?.focus({ preventScroll: true }),
  );
  await rankBeforeEyes(page);
  const order = await homeOrder(page);
  for (const id of ['bag-1', 'bag-2', 'bag-3']) expect(order.indexOf(id)).toBe(shopOrder.indexOf(id));
  expect(order.indexOf('bag-4')).not.toBe(shopOrder.indexOf('bag-4'));
  expect(await occupation(page)).toEqual(undisturbed);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('bag-4');
});

test('a screen reader hears the items in the order in which they stand and are seen', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'granted';
  // Where they are seen is asked while nothing is on its way.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await viewItems(page, bags);
  const order = await openRankedHome(page);
  const spoken = await page.getByRole('list').ariaSnapshot();
  expect([...spoken.matchAll(/link "?([\w-]+)"?/g)].map(([, name]) => name)).toEqual(order);
  const seen = await page.$$eval('[data-vitrine-item]', (items) =>
    items
      .map((item) => ({ id: item.getAttribute('data-vitrine-item'), box: item.getBoundingClientRect() }))
      .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
      .map(({ id }) => id),
  );
  expect(seen).toEqual(order);
});

test('an order that the shopper chose is left alone: by a select, by a link, by the list, and by the API', async ({
  page,
  shop,
}) => {
  shop.settings.tag['data-consent'] = 'granted';
  shop.settings.inlineScript = `addEventListener('DOMContentLoaded', () => {
    document.querySelector('form').insertAdjacentHTML('afterend', location.hash === '#link'
      ? '<a href="?sort=price" data-vitrine-sort aria-current="true">Price</a>'
      : '<select data-vitrine-sort><option>relevance</option><option value="price">Price</option></select>');
    if (location.hash === '#select') document.querySelector('select').value = 'price';
    if (location.hash === '#list') document.querySelector('ul').setAttribute('data-vitrine-sorted', '');
  }, true);`;
  await viewItems(page, bags);
  for (const chosen of ['select', 'link', 'list']) {
    await page.goto(`/?${chosen}#${chosen}`);
    await modelReady(page);
    const ranking = await page.evaluate(async () => {
      const items = ['mug-1', 'bag-2', 'card-1'];
      const { items: ranked } = await window.vitrine.rerank(items, { deadlineMs: 3000 });
      const sorted = await window.vitrine.rerank(items, { sorted: true });
      return { ranked, sorted: JSON.parse(JSON.stringify(sorted)), applied: window.heard.rankings };
    });
    expect(ranking.ranked[0]).toBe('bag-2');
    expect(ranking.sorted).toEqual({ items: ['mug-1', 'bag-2', 'card-1'], reranked: false, reason: 'sorted' });
    expect(ranking.applied).toEqual([{ slot: 'home', reranked: false, reason: 'sorted', ids: shopOrder }]);
    expect(await homeOrder(page)).toEqual(shopOrder);
  }
  // Back to the shop's own order, which the model may better again.
  await page.evaluate(() => document.querySelector('ul')?.removeAttribute('data-vitrine-sorted'));
  await expect.poll(async () => (await homeOrder(page))[0]).toMatch(/^bag-/);
});

test('what "load more" adds is ranked among itself, where nobody has seen it', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'granted';
  shop.settings.apply = 'unseen';
  shop.settings.inlineScript = `addEventListener('DOMContentLoaded', () => {
    window.later = [...document.querySelectorAll('[data-vitrine-item]')].slice(30);
    for (const item of later) item.remove();
  }, true);`;
  await viewItems(page, bags);
  await bringScriptLate(page);
  await page.setViewportSize({ width: 1000, height: 300 });
  const before = await openRankedHome(page);
  expect(before[12]).toMatch(/^bag-/); // two rows are in view
  await page.evaluate(() => {
    window.heard.rankings.length = 0;
    document.querySelector('ul')?.append(...(window as unknown as { later: Element[] }).later);
  });
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  const order = await homeOrder(page);
  expect(order.slice(0, 30)).toEqual(before);
  expect(order[30]).toMatch(/^bag-/);
  expect(order.slice(30).sort()).toEqual(shopOrder.slice(30).sort());
});

test('a variant goes by the item that it is one of, in lists and in events', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'granted';
  shop.settings.inlineScript = `addEventListener('DOMContentLoaded', () => {
    for (const element of document.querySelectorAll('[data-vitrine-item^="bag"], [data-vitrine-view^="bag"]')) {
      const id = element.dataset.vitrineItem ?? element.dataset.vitrineView;
      element.dataset.vitrineVariantOf = id;
      if (element.dataset.vitrineItem) element.dataset.vitrineItem = id + '-red';
      else element.dataset.vitrineView = id + '-red';
    }
    addEventListener('click', (event) => event.preventDefault());
  }, true);`;
  await viewItems(page, bags);
  await page.getByRole('button').click();
  const order = await openRankedHome(page);
  expect(order.slice(0, 4).every((id) => /^bag-\d-red$/.test(id))).toBe(true);
  await page.locator('[data-vitrine-item="bag-5-red"] a').click();
  expect((await recordedEvents(page)).slice(-2)).toMatchObject([
    { type: 'add_to_cart', itemId: 'bag-6' },
    { type: 'select_item', itemId: 'bag-5' },
  ]);
});
