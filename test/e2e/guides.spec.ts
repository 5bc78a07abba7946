import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { serveFolders } from '../../demo/serve.mjs';
import { installPackage } from '../docs/install-package.js';
import { withoutWebgl } from './chromium-flags.js';
import type { ShopServer } from './server.js';
import { modelReady, recordedEvents, scriptReady, test } from './shopper.js';

/** The guides' own commands, markup and scripts, as a shop would paste them. */
const examples = (file: string, language = 'html') =>
  [
    ...readFileSync(join(import.meta.dirname, '../../docs', file), 'utf8').matchAll(
      new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'gm'),
    ),
  ].map(([, code]) => code!);

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

test('plain HTML: six steps from npm install lead to a list that reorders itself', async ({ page }) => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/plain-html.md'), 'utf8');
  const steps = guide.slice(0, guide.indexOf('## Nothing moves?')).match(/^\*\*\d+\. /gm);
  expect(steps?.length).toBeLessThanOrEqual(6);

  const [install, train, copy, ...more] = examples('plain-html.md', 'sh');
  expect(more).toEqual([]);
  // The package stands where npm puts it, and its peers are the repository's own: the registry is not asked.
  const { peerDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const peers = Object.keys(peerDependencies).filter((name) => /^@(duckdb|tensorflow)\//.test(name));
  expect(install!.trim().split(' ').slice(2)).toEqual(['vitrine', ...peers]);
  const [html] = examples('plain-html.md');
  const { folder, remove } = installPackage('plain-html-guide', { 'public/index.html': html! }, true);
  try {
    for (const command of [train!, copy!]) execFileSync('bash', ['-ec', command], { cwd: folder, stdio: 'pipe' });
    const server = await serveFolders({ folders: [join(folder, 'public')], port: 0 });
    try {
      await followTheGuide(page, server.origin);
    } finally {
      await server.close();
    }
  } finally {
    remove();
  }
});

/** Does in the page what the guide's last step and its console example say, and checks what is seen and printed. */
async function followTheGuide(page: Page, origin: string): Promise<void> {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const shown = () => page.locator('li').allInnerTexts();
  await page.goto(origin);
  const shopOrder = await shown();
  await page.getByRole('button', { name: 'Yes, personalize' }).click();
  for (const name of ['Candle 2', 'Candle 3']) await page.getByRole('link', { name }).click();
  await scriptReady(page);
  // "Wait a second": until the device has kept an order that knows both clicks.
  await expect
    .poll(() => page.evaluate(async () => (await window.vitrine.exportData()).order?.eventCount), { timeout: 60_000 })
    .toBe(2);
  expect(await shown()).toEqual(shopOrder);

  await page.reload();
  await expect.poll(() => said).toContain('vitrine: ranked');
  const order = await shown();
  expect(order).not.toEqual(shopOrder);
  expect(order.slice(0, 3).every((name) => name.startsWith('Candle'))).toBe(true);
  expect([...order].sort()).toEqual([...shopOrder].sort());
  // It is seen, too: the candles stand above everything else, or left of it.
  const boxes = await page
    .locator('li')
    .evaluateAll((items) => items.map((item) => ({ name: item.textContent ?? '', box: item.getBoundingClientRect() })));
  const firstRow = boxes.filter(({ box }) => box.top === Math.min(...boxes.map((each) => each.box.top)));
  expect(firstRow.filter(({ name }) => name.startsWith('Candle')).length).toBe(3);

  const [snippet] = examples('plain-html.md', 'js');
  await page.evaluate(snippet!);
  await expect.poll(() => said.join('\n')).toMatch(/consent granted events 2/);
  await expect.poll(() => said.join('\n')).toMatch(/candle-\d,candle-\d,candle-\d,/);
}

test('plain HTML: what the guide pastes records a visit, once the shopper agrees', async ({ page, shop }) => {
  const banner = '<button id="agree">Yes</button><button id="refuse">No</button>';
  const [, ...pasted] = examples('plain-html.md');
  await open(page, shop, `${banner}${pasted.join('\n')}`);
  await page.getByRole('button', { name: 'Add' }).first().click();
  expect(await page.evaluate(async () => [...Object.keys(localStorage), ...(await indexedDB.databases())])).toEqual([]);
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect
    .poll(() => recordedTypes(page))
    .toEqual(expect.arrayContaining(['view_item', 'purchase', 'add_to_cart']));
  await page.getByRole('button', { name: 'No' }).click();
  await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([]);
});

const customHtml = examples('gtm.md').find((code) => code.includes('createElement'))!;

/** Brings a Custom HTML tag to the page as Tag Manager does: scripts anew, without their `data-` attributes. */
function addCustomHtml(page: Page, html: string): Promise<void> {
  return page.evaluate((text) => {
    const tag = document.createElement('div');
    tag.innerHTML = text;
    for (const { src, textContent } of tag.querySelectorAll('script')) {
      const script = document.createElement('script');
      if (src) script.src = src;
      script.text = textContent;
      document.body.append(script);
    }
  }, html);
}

test('Tag Manager: what the guide has for a Custom HTML tag brings both scripts with their attributes', async ({
  page,
  shop,
}) => {
  const view = { event: 'view_item', ecommerce: { items: [{ item_id: 'candle-1' }] } };
  await page.route('**/guide', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Guide</title><body><script>dataLayer = [${JSON.stringify(view)}]</script>`,
    }),
  );
  await page.goto(`${shop.origin}/guide`);
  await addCustomHtml(page, customHtml);
  await modelReadyUponConsent(page);
  await expect.poll(() => recordedTypes(page)).toEqual(['view_item']);
});

test('Tag Manager: script elements in a Custom HTML tag lose their attributes, as the guide says', async ({
  page,
  shop,
}) => {
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  await page.route('**/guide', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Guide</title><body>' }),
  );
  await page.goto(`${shop.origin}/guide`);
  await addCustomHtml(page, examples('gtm.md')[0]!);
  await expect.poll(() => warnings.join()).toContain('modelUrl');
});

/** The shopper agrees, and the model runs. */
async function modelReadyUponConsent(page: Page): Promise<void> {
  await scriptReady(page);
  await page.evaluate(() => window.vitrine.setConsent('granted'));
  await modelReady(page);
}

test('Tag Manager: what the guide pastes reads the data layer, and tells it of exposures', async ({ page, shop }) => {
  const before = `<script>
    function gtag() { dataLayer.push(arguments); }
    window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'candle-1' }] } }];
  </script>`;
  const pasted = examples('gtm.md').filter((code) => code !== customHtml);
  await open(page, shop, `${before}${pasted.join('\n')}`);
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
