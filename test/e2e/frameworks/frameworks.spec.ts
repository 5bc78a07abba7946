import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from '../chromium-flags.js';
import type { ShopServer } from '../server.js';
import { recordedEvents, scriptReady, test } from '../shopper.js';
import { bundleExample, readExamples } from './bundle-example.js';

/** The examples of docs/frameworks, run with the libraries that they are about. */

test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }),
  // The examples stand as a shop writes them, and so the browser plays one that nobody steers.
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
});
test.beforeEach(async ({ page, shop }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }));
  // A shopper who has agreed, and looked at bags.
  shop.settings.tag['data-holdout'] = '0';
  await page.goto('/item/bag-4');
  await scriptReady(page);
  await page.evaluate(() => {
    window.vitrine.setConsent('granted');
    // One device in ten is held out: this is none.
    localStorage.setItem('vitrine:experiment', '{"lot":9999}');
    for (const itemId of ['bag-5', 'bag-6']) window.vitrine.track({ type: 'view_item', itemId });
  });
  await expect
    .poll(() => page.evaluate(async () => (await window.vitrine.exportData()).order?.eventCount), { timeout: 60_000 })
    .toBe(3);
});

const fromModules = (path: string) => readFileSync(join(import.meta.dirname, '../../../node_modules', path), 'utf8');

/** Serves a page, and what it asks for besides, by path. */
async function serve(page: Page, shop: ShopServer, files: Readonly<Record<string, string>>): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  for (const [path, body] of Object.entries(files)) {
    const contentType = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    await page.route(`${shop.origin}${path}`, (route) => route.fulfill({ contentType, body }));
  }
  return complaints;
}

const document = (body: string) =>
  `<!doctype html><html lang="en">${body.includes('<head>') ? body.replace('<head>', '<head><link rel="icon" href="data:,">') : body}</html>`;
const bundled = `<head><script type="importmap">{ "imports": { "vitrine": "/index.js" } }</script>
  <script type="module" src="/main.js"></script></head><body><div id="app"></div></body>`;

const titles = (page: Page, list: string) =>
  page.locator(list).evaluateAll((items) => items.map((item) => (item.querySelector('a, b') ?? item).textContent));

/** The products of the examples that render their own list. */
const products = ['mug-1', 'lamp-1', 'bag-1', 'mug-2', 'lamp-2', 'bag-2'].map((id) => ({
  id,
  title: id.replace(/^(.)(\w+)-/, (_, first, rest) => `${first.toUpperCase()}${rest} `),
}));

const mounts: Readonly<Record<string, string>> = {
  svelte: `import { mount } from 'svelte';
    import CategoryList from './CategoryList.svelte';
    mount(CategoryList, { target: document.getElementById('app'), props: { products: ${JSON.stringify(products)} } });`,
  lit: `import './category-list.js';
    const list = document.createElement('category-list');
    list.products = ${JSON.stringify(products)};
    document.getElementById('app').append(list);`,
  angular: `import '@angular/compiler';
    import { bootstrapApplication } from '@angular/platform-browser';
    import { CategoryList } from './category-list';
    document.getElementById('app').append(document.createElement('category-list'));
    bootstrapApplication(CategoryList);`,
};

for (const [framework, main] of Object.entries(mounts)) {
  test(`${framework} renders the list in the shopper’s order, and every product in its own place`, async ({
    page,
    shop,
  }) => {
    const script = await bundleExample(framework, main);
    const complaints = await serve(page, shop, { '/framework': document(bundled), '/main.js': script });
    await page.goto('/framework');
    await expect.poll(() => titles(page, 'li')).toHaveLength(6);
    await expect.poll(async () => (await titles(page, 'li')).slice(0, 2).sort()).toEqual(['Bag 1', 'Bag 2']);
    expect((await titles(page, 'li')).sort()).toEqual(products.map(({ title }) => title).sort());

    // The link and the button of each item are of the product whose name it shows.
    const hrefs = await page.locator('li a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const shown = await titles(page, 'li');
    expect(hrefs).toEqual(shown.map((title) => `/item/${title!.toLowerCase().replace(' ', '-')}`));
    const third = shown[2]!.toLowerCase().replace(' ', '-');
    await page.locator('li').nth(2).getByRole('button').click();
    await page.goto('/item/card-1');
    await scriptReady(page);
    await expect
      .poll(async () => (await recordedEvents(page)).filter(({ type }) => type === 'add_to_cart'))
      .toMatchObject([{ itemId: third }]);
    expect(complaints).toEqual([]);
  });
}

test('Alpine: items of the server move with what Alpine holds of them, and a list of its own is ordered', async ({
  page,
  shop,
}) => {
  const [own, rendered] = readExamples('alpine').pages;
  const complaints = await serve(page, shop, {
    '/framework': document(own!.replace('</body>', `${rendered}</body>`)),
    '/alpine.js': fromModules('alpinejs/dist/cdn.js'),
  });
  await page.goto('/framework');
  await expect.poll(() => titles(page, '[data-vitrine-list] > li')).toHaveLength(6);
  await expect
    .poll(async () => (await titles(page, '[data-vitrine-list] > li')).slice(0, 2).sort())
    .toEqual(['Bag 1', 'Bag 2']);
  const bag = page.locator('li', { hasText: 'Bag 2' }).getByRole('button');
  await bag.click();
  await bag.click();
  await expect(bag).toHaveText('3');
  await expect(page.locator('li', { hasText: 'Mug 1' }).getByRole('button')).toHaveText('1');
  await expect.poll(async () => (await titles(page, '[x-data=shelf] > li'))[0]).toBe('Bag 3');
  expect(complaints).toEqual([]);
});

test('Turbo: a visit is a page view, whose list is ordered, by scripts that ran once', async ({ page, shop }) => {
  const [first, product] = readExamples('turbo').pages as [string, string];
  const complaints = await serve(page, shop, {
    '/framework': document(first),
    '/turbo/bag-1': document(first.replace(/<body>[\s\S]*<\/body>/, product)),
    '/turbo.js': fromModules('@hotwired/turbo/dist/turbo.es2017-umd.js'),
  });
  await page.goto('/framework');
  await scriptReady(page);
  await page.evaluate(() => Object.assign(window, { isSame: true }));
  await page.getByRole('link', { name: 'Bag 1' }).click();
  await expect(page.locator('h1')).toHaveText('Bag 1');
  expect(await page.evaluate(() => (window as unknown as { isSame?: boolean }).isSame)).toBe(true);
  await expect.poll(async () => (await titles(page, 'li')).slice(0, 2).sort()).toEqual(['Bag 2', 'Bag 3']);
  await expect
    .poll(async () => (await recordedEvents(page)).map((event) => 'itemId' in event && event.itemId))
    .toEqual(['bag-4', 'bag-5', 'bag-6', 'bag-1']);
  expect(complaints).toEqual([]);
});

test('htmx: what is swapped in is ordered, behind what was there or anew', async ({ page, shop }) => {
  const items = (ids: string[]) => ids.map((id) => `<li data-vitrine-item="${id}">${id}</li>`).join('');
  const complaints = await serve(page, shop, {
    '/framework': document(readExamples('htmx').pages[0]!),
    '/htmx.js': fromModules('htmx.org/dist/htmx.js'),
    '/more': items(['mug-3', 'lamp-3', 'bag-3']),
    '/other': items(['toy-1', 'card-1', 'bag-7', 'toy-2']),
  });
  await page.goto('/framework');
  await scriptReady(page);
  await expect.poll(async () => (await titles(page, 'li')).slice(0, 2).sort()).toEqual(['Bag 1', 'Bag 2']);
  const before = await titles(page, 'li');
  await page.getByRole('button', { name: 'More' }).click();
  await expect.poll(() => titles(page, 'li')).toHaveLength(9);
  await expect.poll(async () => (await titles(page, 'li'))[6]).toBe('bag-3');
  expect((await titles(page, 'li')).slice(0, 6)).toEqual(before);
  await page.getByRole('button', { name: 'Others' }).click();
  await expect.poll(() => titles(page, 'li')).toHaveLength(4);
  await expect.poll(async () => (await titles(page, 'li'))[0]).toBe('bag-7');
  expect(complaints).toEqual([]);
});
