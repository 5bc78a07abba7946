import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, openRankedHome, recordedEvents, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const library = (name: string) =>
  gunzipSync(readFileSync(join(import.meta.dirname, `../fixtures/libraries/${name}.js.gz`))).toString();

/** What Prototype.js before 1.7 gave arrays, and other libraries of its time. */
const olderPrototype = `
  Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
  Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
  Array.prototype.entries = function () { return this.slice(); };`;

const libraries: Readonly<Record<string, string>> = {
  'Prototype.js 1.7.3': library('prototype-1.7.3'),
  'MooTools 1.4.5': library('mootools-core-1.4.5'),
  'what Prototype.js 1.6 gave arrays': olderPrototype,
};

/** A whole trip: views, a search, lists, recommendations, what is kept. */
async function travel(page: Page) {
  await viewItems(page, ['lamp-1', 'lamp-4', 'lamp-6']);
  await page.evaluate(() => {
    window.vitrine.track({ type: 'search', query: 'lamps' });
    window.vitrine.track({ type: 'purchase', itemIds: ['lamp-1', 'lamp-4'] });
  });
  // The first list may be ordered by what was stored before the purchase: which kind leads does not depend on that.
  const first = (await openRankedHome(page)).slice(0, 8).sort();
  await modelReady(page);
  const answers = await page.evaluate(async () => {
    const { items } = await window.vitrine.rerank(['mug-1', 'lamp-2', 'bag-1']);
    const recommended = await window.vitrine.recommend({ limit: 4, exclude: ['lamp-2'] });
    return { items: [...items], recommended: [...recommended.items], errors: window.heard.errors.slice() };
  });
  const events = (await recordedEvents(page)).map(({ id, time, ...event }) => event);
  return { first, ...answers, events };
}

for (const [name, code] of Object.entries(libraries)) {
  test(`a page with ${name} gets the same orders and keeps the same events`, async ({ page, shop, browser }) => {
    const exceptions: string[] = [];
    const plain = await browser.newPage({ baseURL: shop.origin });
    const expected = await travel(plain);
    await plain.close();
    shop.replaced.set('/library.js', code);
    shop.settings.inlineScript = `document.write('<script src="/library.js"><' + '/script>');`;
    page.on('pageerror', ({ message }) => exceptions.push(message));
    expect(await travel(page)).toEqual(expected);
    expect(expected.recommended[0]).toMatch(/^lamp-/);
    expect(expected.errors).toEqual([]);
    expect(exceptions).toEqual([]);
  });
}
