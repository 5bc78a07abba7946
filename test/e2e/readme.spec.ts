import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { transformWithOxc } from 'vite';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, recordedEvents, test } from './shopper.js';

/** The README's examples, run as they stand there. */

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const examples = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code ?? '');

test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }),
  // The examples stand as a shop writes them, and so the browser plays one that nobody steers.
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
});
test.beforeEach(({ page }) =>
  page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })),
);

test('the script tag, the markup and the consent banner of the README work on a plain page', async ({ page, shop }) => {
  const [markup, consent] = examples('html');
  await page.route('**/readme', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>README</title>${consent}${markup}` }),
  );
  await page.goto(`${shop.origin}/readme`);
  await modelReady(page);
  // The shop would navigate: here the page stays.
  await page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()));
  await page.getByRole('button', { name: 'Add' }).click();
  await page.locator('input[name=q]').fill('lantern');
  await page.locator('input[name=q]').press('Enter');
  await expect
    .poll(async () => (await recordedEvents(page)).map((event) => event.type))
    .toEqual(['view_item', 'add_to_cart', 'search']);
  expect(await recordedEvents(page)).toMatchObject([{ itemId: '85123A' }, { itemId: '85123A' }, { query: 'lantern' }]);
});

test('the npm import of the README runs to its end, with the same products', async ({ page, shop }) => {
  const [code] = examples('ts');
  const { code: script } = await transformWithOxc(code ?? '', 'readme.ts');
  await page.route('**/readme', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>README</title>
        <script type="importmap">{ "imports": { "vitrine": "/index.js" } }</script>
        <script type="module">${script}; window.result = { ranking };</script>`,
    }),
  );
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${shop.origin}/readme`);
  await page.waitForFunction(() => 'result' in window, undefined, { timeout: 60_000 });
  const skus = await page.evaluate(() =>
    (window as unknown as { result: { ranking: { items: { sku: string }[] } } }).result.ranking.items.map(
      ({ sku }) => sku,
    ),
  );
  expect(skus.sort()).toEqual(['71053', '85123A']);
  expect(errors).toEqual([]);
});
