import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import type { ShopServer } from './server.js';
import { recordedEvents, scriptReady, test } from './shopper.js';

/** The guides' own markup and scripts, as a shop would paste them. */
const examples = (file: string) =>
  [...readFileSync(join(import.meta.dirname, '../../docs', file), 'utf8').matchAll(/```html\n([\s\S]*?)```/g)].map(
    ([, code]) => code!,
  );

test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }),
  // The examples stand as a shop writes them, and so the browser plays one that nobody steers.
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
});
test.beforeEach(({ page }) =>
  page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })),
);

async function open(page: Page, shop: ShopServer, body: string): Promise<void> {
  await page.route('**/guide', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Guide</title>${body}` }),
  );
  await page.goto(`${shop.origin}/guide`);
  await scriptReady(page);
}

const recordedTypes = async (page: Page) => (await recordedEvents(page)).map(({ type }) => type);

test('plain HTML: what the guide pastes records a visit, once the shopper agrees', async ({ page, shop }) => {
  const banner = '<button id="agree">Yes</button><button id="refuse">No</button>';
  await open(page, shop, `${banner}${examples('plain-html.md').join('\n')}`);
  await page.getByRole('button', { name: 'Add' }).first().click();
  expect(await page.evaluate(async () => [...Object.keys(localStorage), ...(await indexedDB.databases())])).toEqual([]);
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect
    .poll(() => recordedTypes(page))
    .toEqual(expect.arrayContaining(['view_item', 'purchase', 'add_to_cart']));
  await page.getByRole('button', { name: 'No' }).click();
  await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('Tag Manager: what the guide pastes reads the data layer, and tells it of exposures', async ({ page, shop }) => {
  const before = `<script>
    function gtag() { dataLayer.push(arguments); }
    window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'candle-1' }] } }];
  </script>`;
  await open(page, shop, `${before}${examples('gtm.md').join('\n')}`);
  await page.evaluate(() => {
    const { onConsent, dataLayer } = window as unknown as { onConsent(is: boolean): void; dataLayer: unknown[] };
    onConsent(true);
    dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'candle-2', quantity: 2 }] } });
  });
  await expect.poll(() => recordedTypes(page)).toEqual(['view_item', 'add_to_cart']);
  const exposures = await page.evaluate(async () => {
    await window.vitrine.rerank(['candle-1', 'mug-1'], { slot: 'home' });
    const { dataLayer } = window as unknown as { dataLayer: { event?: string }[] };
    return dataLayer.filter(({ event }) => event === 'vitrine_exposure');
  });
  expect(exposures).toEqual([
    { event: 'vitrine_exposure', variant: expect.stringMatching(/^(holdout|ranked)$/), slot: 'home' },
  ]);
});
