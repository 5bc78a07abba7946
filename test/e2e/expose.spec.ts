import { expect } from '@playwright/test';
import type { Vitrine } from '../../src/index.js';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, openRankedHome, recordedEvents, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

declare global {
  interface Window {
    explained: unknown[];
    claims: unknown[];
  }
}

/** Hears what lists tell the page, and asks for the whole of Vitrine, twice. */
const listening = `
  window.explained = []; window.claims = [];
  addEventListener('vitrine:rerank', ({ detail }) => explained.push(detail.explain('toy-1')));
  vitrine.push(['claim', (whole) => claims.push(whole)], ['claim', (whole) => claims.push(whole)]);`;

test('a page of order alone hides history and reasons, and still orders', async ({ page, shop }) => {
  shop.settings.tag['data-expose'] = 'order';
  shop.settings.inlineScript = listening;
  await page.goto('/item/toy-1');
  await scriptReadyWithoutProfile();
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'toy-2' }));
  await openRankedHome(page);
  const seen = await page.evaluate(async () => {
    const { vitrine, heard, explained, claims } = window;
    const told: unknown[] = [];
    for (const name of ['event', 'profile', 'decision'] as const) vitrine.on(name, (value) => told.push(value));
    vitrine.track({ type: 'view_item', itemId: 'toy-3' });
    const ranking = await vitrine.rerank(['mug-4', 'toy-4']);
    const recommended = await vitrine.recommend({ limit: 3 });
    const whole = claims[0] as Vitrine;
    const { events } = await whole.exportData();
    return {
      methods: Object.keys(vitrine).sort(),
      told,
      items: ranking.items,
      reasons: [ranking.explain('toy-4'), recommended.explain(recommended.items[0]), ...explained],
      nClaims: claims.length,
      itemIds: events.flatMap((event) => ('itemId' in event ? event.itemId : [])),
      errors: heard.errors,
    };
  });
  expect(seen.methods).toEqual(
    [
      'consent',
      'deviceSeed',
      'expose',
      'forget',
      'namespace',
      'on',
      'order',
      'push',
      'recommend',
      'rerank',
      'rerankNow',
      'setConsent',
    ].concat(['stop', 'track', 'variant']),
  );
  expect(seen.told).toEqual([]);
  expect(seen.items).toEqual(['toy-4', 'mug-4']);
  expect(new Set(seen.reasons)).toEqual(new Set([null]));
  expect(seen.nClaims).toBe(1);
  expect(seen.itemIds).toEqual(['toy-1', 'toy-2', 'toy-3']);
  expect(seen.errors.length).toBe(3);

  async function scriptReadyWithoutProfile() {
    await page.waitForFunction(() => !Array.isArray(window.vitrine));
  }
});

test('a page of order alone does not open the debug panel, and says why', async ({ page, shop }) => {
  shop.settings.tag['data-expose'] = 'order';
  await page.goto('/?vitrine_debug');
  await expect.poll(() => page.evaluate(() => window.heard.errors)).toEqual(['OPTION_INVALID']);
  await expect(page.locator('vitrine-debug')).toHaveCount(0);
});

test('markup named like the API, or like what is read of the document, stops nothing', async ({ page, shop }) => {
  const names = ['track', 'push', 'rerank', 'length', 'profile', 'on'];
  const fields = names.map((name) => `<input name="${name}">`).join('');
  const images = ['currentScript', 'querySelector', 'querySelectorAll', 'baseURI', 'readyState', 'addEventListener']
    .concat(['activeElement', 'createComment', 'head', 'createElement'])
    .map((name) => `<img name="${name}" alt="">`)
    .join('');
  // Before the script, which the browser runs when it comes to it.
  shop.settings.inlineScript = `delete window.vitrine;
    document.write(${JSON.stringify(`<form id="vitrine">${fields}</form><a name="vitrine"></a>${images}`)});`;
  const exceptions: string[] = [];
  page.on('pageerror', ({ message }) => exceptions.push(message));
  await page.goto('/item/toy-1');
  await modelReady(page);
  expect(await recordedEvents(page)).toMatchObject([{ type: 'view_item', itemId: 'toy-1' }]);
  await page.goto('/');
  // A test runner's own selectors stumble over such markup.
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  expect(exceptions).toEqual([]);
  expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
});

test("a search form with fields named like a form's own properties is recorded", async ({ page }) => {
  const exceptions: string[] = [];
  page.on('pageerror', ({ message }) => exceptions.push(message));
  await page.goto('/');
  await scriptReady(page);
  await page.evaluate(() => {
    const form = document.createElement('form');
    const fields = ['elements', 'getAttribute', 'hasAttribute', 'querySelector', 'closest', 'matches'];
    form.innerHTML = `${fields.map((name) => `<input type="hidden" name="${name}">`).join('')}<input name="q" value="mugs">`;
    Element.prototype.setAttribute.call(form, 'data-vitrine-search', 'q');
    document.body.append(form);
    form.addEventListener('submit', (event) => event.preventDefault());
    HTMLFormElement.prototype.requestSubmit.call(form);
    HTMLElement.prototype.click.call(form);
  });
  expect(await recordedEvents(page)).toMatchObject([{ type: 'search', query: 'mugs' }]);
  expect(exceptions).toEqual([]);
});
