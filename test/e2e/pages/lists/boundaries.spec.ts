import { expect } from '@playwright/test';
import { withoutWebgl } from '../../chromium-flags.js';
import { recordedEvents, test } from '../../shopper.js';
import {
  always,
  card,
  cards,
  faultsOf,
  idsOf,
  lastRanking,
  nameHtml,
  openListPage,
  priceHtml,
  products,
  readScreen,
  scriptTag,
  twoFrames,
} from './list-page.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const reversed = [...products].reverse();
const panel = (page: import('@playwright/test').Page) => page.getByRole('complementary', { name: 'Vitrine' });

/** The script comes once the page is painted, so that what is in view counts as seen. */
const lateTag = `<script>requestAnimationFrame(() => requestAnimationFrame(() => { const tag = document.createElement('script');
  for (const [name, value] of Object.entries({ src: '/vitrine.iife.js', 'data-model': '/model/', 'data-consent': 'granted', 'data-bots': 'record', 'data-deadline': '300' })) tag.setAttribute(name, value);
  const wait = () => performance.getEntriesByName('first-contentful-paint').length ? document.body.append(tag) : setTimeout(wait, 10);
  wait(); }));</script>`;

test('a list that scrolls sideways from right to left is ranked where nobody has looked', async ({ page, shop }) => {
  const body = `<ul style="display: flex; overflow-x: auto; gap: 8px" data-vitrine-list="c">${cards(products, 'style="flex: 0 0 300px"')}</ul>`;
  await openListPage(page, shop, { body, root: 'dir="rtl"', script: lateTag });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  const nSeen = 5;
  const order = await page.$$eval('li', (items) => items.map((item) => item.getAttribute('data-vitrine-item')));
  expect(order).toEqual([...products.slice(0, nSeen), ...products.slice(nSeen).reverse()]);
  await page.$eval('ul', (list) => {
    list.scrollLeft = -1200;
  });
  await twoFrames(page);
  expect(faultsOf(await readScreen(page))).toEqual([]);
});

test('a list of which all was seen says so: by the event, and in the panel', async ({ page, shop }) => {
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const body = `<ul data-vitrine-list="c">${cards(products.slice(0, 2))}</ul><ul data-vitrine-list="one">${cards(products.slice(3, 4))}</ul>
    <iframe srcdoc="A frame"></iframe>`;
  await openListPage(page, shop, {
    body,
    script: lateTag.replace('=> {', `=> { history.replaceState(null, '', '?vitrine_debug');`),
  });
  expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'all-seen' });
  expect(await lastRanking(page, 'one')).toEqual({ reranked: false, reason: 'too-few-items' });
  await expect(panel(page)).toContainText('c the shop’s order: all-seen');
  await expect(panel(page)).toContainText('one the shop’s order: too-few-items');
  await expect(panel(page)).toContainText('1 frame');
  expect(warnings.filter((text) => text.includes('keeps its order'))).toEqual([]);
});

test('the panel names the reason of a list that is left alone, and what to do', async ({ page, shop }) => {
  const body = `<dl ${always}>${products.map((id) => `<dt data-vitrine-item="${id}">${nameHtml(id)}</dt><dd>${priceHtml(id)}</dd>`).join('')}</dl>`;
  await openListPage(page, shop, {
    body,
    script: `<script>history.replaceState(null, '', '?vitrine_debug')</script>${scriptTag}`,
  });
  await expect(panel(page)).toContainText('c the shop’s order: between-items');
  await expect(panel(page)).toContainText('data-vitrine-pinned');
});

test('a button in the shadow tree of a card is what is clicked', async ({ page, shop }) => {
  const body = `<div ${always}>${products.map((id) => `<x-card data-vitrine-item="${id}">${nameHtml(id)} ${priceHtml(id)}</x-card>`).join('')}</div>
    <script>customElements.define('x-card', class extends HTMLElement { connectedCallback() { if (!this.shadowRoot) this.attachShadow({ mode: 'open' }).innerHTML =
      '<slot></slot><button data-vitrine-action="add_to_cart">Add</button><button class="other">Other</button><span class="more">More</span>'; } });</script>`;
  await openListPage(page, shop, { body });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  for (const part of ['button', '.other', '.more'])
    await page.locator(`[data-vitrine-item="${products[0]}"] ${part}`).first().click();
  const events = (await recordedEvents(page)).map(({ type, ...event }) => ({ type, ...event }));
  expect(events).toMatchObject([
    { type: 'add_to_cart', itemId: products[0] },
    { type: 'select_item', itemId: products[0], listId: 'c' },
  ]);
  expect(events).toHaveLength(2);
});

test('a list in an open shadow tree is ranked, and tells the page', async ({ page, shop }) => {
  const body = `<x-shelf></x-shelf><script>
    customElements.define('x-shelf', class extends HTMLElement { connectedCallback() { if (!this.shadowRoot) this.attachShadow({ mode: 'open' }).innerHTML =
      ${JSON.stringify(`<div ${always}>${cards(products, '', 'div')}</div>`)}; } });</script>`;
  await openListPage(page, shop, { body });
  await page.waitForFunction(() => window.heard.rankings.length > 0);
  await twoFrames(page);
  expect(await page.evaluate(() => (window.heard as unknown as { isComposed: boolean }).isComposed)).toBe(true);
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  expect(idsOf(shown)).toEqual(reversed);
  // What comes later, in a tree of its own.
  await page.evaluate(() => document.body.prepend(document.createElement('x-shelf')));
  await expect.poll(async () => idsOf(await readScreen(page))).toEqual([...reversed, ...reversed]);
});

test('a handler that counts the items hears of the new order by vitrine:rerank', async ({ page, shop }) => {
  const body = `<ul ${always}>${cards()}</ul><script>{
    const list = document.querySelector('ul');
    let ids = ${JSON.stringify(products)};
    list.addEventListener('vitrine:rerank', ({ detail }) => { ids = detail.items.map((item) => item.dataset.vitrineItem); });
    list.addEventListener('click', (event) => {
      event.preventDefault();
      window.bought = ids[[...list.children].indexOf(event.target.closest('li'))];
    });
  }</script>`;
  await openListPage(page, shop, { body });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  for (const id of [products[0]!, products[11]!]) {
    await page.locator(`[data-vitrine-item="${id}"] a`).click();
    expect(await page.evaluate(() => (window as unknown as { bought: string }).bought)).toBe(id);
  }
});

test('a script in the body that Turbo runs anew is no second script; lists of the next page are ranked', async ({
  page,
  shop,
}) => {
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const body = `<a id="next" href="/lists?next">Next</a><ul ${always}>${cards()}</ul>`;
  await openListPage(page, shop, {
    body,
    head: '<script src="/npm/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>',
  });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  await page.evaluate(() => {
    window.heard.rankings.length = 0;
    Object.assign(window, { isSamePage: true });
  });
  await page.click('#next');
  await page.waitForURL('**/lists?next');
  expect(await lastRanking(page)).toEqual({ reranked: true });
  expect(await page.evaluate(() => (window as unknown as { isSamePage?: boolean }).isSamePage)).toBe(true);
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  expect(idsOf(shown)).toEqual(reversed);
  expect(warnings.filter((text) => text.includes('twice'))).toEqual([]);
  // A second tag is a mistake, and is named.
  await page.evaluate(() => {
    const tag = document.createElement('script');
    tag.src = '/vitrine.iife.js';
    document.body.append(tag);
  });
  await expect.poll(() => warnings.filter((text) => text.includes('twice')).length).toBe(1);
});

test('a style sheet that comes late and shows another order has the shop’s order put back', async ({ page, shop }) => {
  await page.route('**/late.css', async (route) => {
    await page.waitForFunction(() => window.heard.rankings.length > 0);
    await route.fulfill({ contentType: 'text/css', body: 'ul { display: flex; flex-direction: column-reverse }' });
  });
  const body = `<ul ${always}>${cards()}</ul><script>{ const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = '/late.css'; document.head.append(link); }</script>`;
  await openListPage(page, shop, { body });
  await expect.poll(async () => (await lastRanking(page)).reason).toBe('positioned');
  expect(await page.$$eval('li', (items) => items.map((item) => item.getAttribute('data-vitrine-item')))).toEqual(
    products,
  );
  expect(idsOf(await readScreen(page))).toEqual(reversed);
});

test.describe('with the head script', () => {
  const head = '<script src="/vitrine.first.js" data-consent="granted" data-holdout="0"></script>';
  /** Shows what the head script has done: the main one comes when the test says so. */
  const held = `<script>window.go = () => { const tag = document.createElement('script');
    for (const [name, value] of Object.entries({ src: '/vitrine.iife.js', 'data-model': '/model/', 'data-consent': 'granted', 'data-bots': 'record', 'data-deadline': '300' })) tag.setAttribute(name, value);
    document.body.append(tag); }</script>`;

  for (const [kind, body, reason] of [
    [
      'prices behind the items',
      `<dl ${always}>${products.map((id) => `<dt data-vitrine-item="${id}">${nameHtml(id)}</dt><dd>${priceHtml(id)}</dd>`).join('')}</dl>`,
      'between-items',
    ],
    [
      'cells with a price',
      `<ul ${always}>${products.map((id) => `<li><div><span data-vitrine-item="${id}">${nameHtml(id)}</span></div>${priceHtml(id)}</li>`).join('')}</ul>`,
      'between-items',
    ],
    [
      'an id twice',
      `<ul ${always}>${cards([...products.slice(0, 4), products[1]!, products[5]!])}</ul>`,
      'repeated-item',
    ],
    ['marks of a framework', `<ul ${always}><!--[-->${cards()}<!--]--></ul>`, 'framework'],
  ] as const) {
    test(`leaves alone a list with ${kind}, early and late`, async ({ page, shop }) => {
      await openListPage(page, shop, { body, head, script: held });
      const before = idsOf(await readScreen(page));
      expect(before).toEqual(
        reason === 'repeated-item' ? [...products.slice(0, 4), products[1], products[5]] : products,
      );
      if (reason !== 'repeated-item') expect(faultsOf(await readScreen(page))).toEqual([]);
      await page.evaluate('go()');
      expect(await lastRanking(page)).toEqual({ reranked: false, reason });
      expect(idsOf(await readScreen(page))).toEqual(before);
    });
  }

  test('has the shop’s order put back where the screen shows another', async ({ page, shop }) => {
    const body = `<ul class="grid" ${always}>${products.map((id, i) => card(id, `style="order: ${i}"`)).join('')}</ul>`;
    await openListPage(page, shop, { body, head, script: held });
    const order = () => page.$$eval('li', (items) => items.map((item) => item.getAttribute('data-vitrine-item')));
    expect(await order()).toEqual(reversed);
    await page.evaluate('go()');
    expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'positioned' });
    expect(await order()).toEqual(products);
  });

  test('orders cells that hold an item each, and rows of them', async ({ page, shop }) => {
    const cell = (id: string) => `<div class="cell">${card(id, '', 'div')}</div>`;
    const body = `<section data-vitrine-list="c" data-vitrine-apply="always"><h2>Best</h2>${[0, 4, 8]
      .map(
        (from) =>
          `<div class="grid">${products
            .slice(from, from + 4)
            .map(cell)
            .join('\n')}</div>`,
      )
      .join('\n')}</section>`;
    await openListPage(page, shop, { body: body.replace('<h2>Best</h2>', ''), head, script: held });
    const shown = await readScreen(page);
    expect(faultsOf(shown)).toEqual([]);
    expect(idsOf(shown)).toEqual(reversed);
    await page.evaluate('go()');
    expect(await lastRanking(page)).toEqual({ reranked: true });
    expect(idsOf(await readScreen(page))).toEqual(reversed);
  });
});
