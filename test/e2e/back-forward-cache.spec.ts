import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { homeOrder, modelReady, recordedEvents, scriptReady, test } from './shopper.js';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: withoutWebgl, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
});

// A browser may give up any page that it keeps, for reasons of its own: it has to keep one in three. `npm test` tells of
// those that it gave up, and why.
test.describe.configure({ retries: 2 });

/** Notes how each page came to be shown. */
const noteShowing = `addEventListener('pageshow', ({ persisted }) => { window.isFromCache = persisted; });`;

/** A way through the history of a page; it tells 'kept' of a page as it was left, else why the browser made it anew. */
async function openHistory(page: Page): Promise<(steps: 1 | -1) => Promise<string>> {
  let reasons: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
    reasons = notRestoredExplanations.map(({ type, reason }) => `${type}: ${reason}`);
  });
  return async (steps) => {
    reasons = [];
    await page.evaluate((by) => {
      Reflect.deleteProperty(window, 'isFromCache');
      setTimeout(() => history.go(by));
    }, steps);
    await page.waitForFunction(() => 'isFromCache' in window);
    const isFromCache = await page.evaluate(() => (window as unknown as { isFromCache: boolean }).isFromCache);
    return isFromCache ? 'kept' : `made anew, ${reasons.join(', ')}`;
  };
}

test('a page is kept by the back/forward cache, both ways: it knows what happened since, and its lists are as they were', async ({
  page,
  shop,
}) => {
  shop.settings.inlineScript = noteShowing;
  const travel = await openHistory(page);
  await page.goto('/item/bag-2');
  await modelReady(page);
  await page.goto('/');
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  const before = await homeOrder(page);
  expect(before[0]).toMatch(/^bag-/);

  // The pages in between record, which they tell all others, and would write for long if somebody blocked them.
  await page.evaluate(() => {
    location.href = '/item/mug-1';
  });
  await page.waitForURL('**/item/mug-1');
  await modelReady(page);
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'mug-2' }));
  expect(await recordedEvents(page)).toHaveLength(3);

  expect(await travel(-1)).toBe('kept');
  expect(await homeOrder(page)).toEqual(before);
  await expect.poll(async () => (await modelReady(page)).eventCount).toBe(3);
  await expect
    .poll(() =>
      page.evaluate(async () => (await window.vitrine.rerank(['bag-1', 'mug-3'], { deadlineMs: 3000 })).items),
    )
    .toEqual(['mug-3', 'bag-1']);
  expect(await homeOrder(page)).toEqual(before);

  // Forward again: another view of the mug, told once, and heard by the tabs that are open.
  expect(await travel(1)).toBe('kept');
  await expect.poll(() => recordedEvents(page)).toHaveLength(4);
  expect((await recordedEvents(page)).at(-1)).toMatchObject({ type: 'view_item', itemId: 'mug-1' });
  const other = await page.context().newPage();
  await other.goto('/item/toy-1');
  await expect.poll(async () => (await modelReady(page)).eventCount).toBe(5);
});

test('what a page records as the shopper leaves does not cost it its place in the cache, and is kept', async ({
  page,
  shop,
}) => {
  shop.settings.inlineScript = `${noteShowing}
    addEventListener('pagehide', () => location.pathname === '/' && vitrine.track({ type: 'view_item', itemId: 'toy-2' }));`;
  const travel = await openHistory(page);
  await page.goto('/');
  await modelReady(page);
  await page.evaluate(() => {
    location.href = '/item/mug-1';
  });
  await page.waitForURL('**/item/mug-1');
  await modelReady(page);
  expect(await recordedEvents(page)).toMatchObject([{ itemId: 'toy-2' }, { itemId: 'mug-1' }]);

  expect(await travel(-1)).toBe('kept');
  expect(await recordedEvents(page)).toHaveLength(2);
});

test('what a page reads as the shopper leaves does not cost it its place in the cache', async ({ page, shop }) => {
  // Whoever hears of it after everybody else, in the same moment, reads at once: frozen, the page would hold up who writes next.
  shop.settings.inlineScript = `${noteShowing}
    const read = () => location.pathname === '/' && Promise.all([vitrine.profile(), vitrine.exportData()]);
    addEventListener('pagehide', () => addEventListener('pagehide', read), true);`;
  const travel = await openHistory(page);
  await page.goto('/item/bag-2');
  await modelReady(page);
  await page.goto('/');
  await modelReady(page);
  await page.evaluate(() => {
    location.href = '/item/mug-1';
  });
  await page.waitForURL('**/item/mug-1');
  await modelReady(page);
  expect(await recordedEvents(page)).toMatchObject([{ itemId: 'bag-2' }, { itemId: 'mug-1' }]);

  expect(await travel(-1)).toBe('kept');
  await expect.poll(() => recordedEvents(page)).toHaveLength(2);
});

test('a page that the shopper goes back to obeys the consent that was withdrawn meanwhile', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'pending';
  shop.settings.inlineScript = noteShowing;
  const travel = await openHistory(page);
  await page.goto('/item/mug-1');
  await page.evaluate(() => window.vitrine.push(['setConsent', 'granted']));
  await modelReady(page);
  await page.evaluate(() => {
    location.href = '/item/mug-2';
  });
  await page.waitForURL('**/item/mug-2');
  await modelReady(page);
  await page.evaluate(() => window.vitrine.setConsent('denied'));
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  // Deleting the database may cost the page its place in the cache: it has to obey either way.
  await travel(-1);
  await scriptReady(page);
  expect(await page.evaluate(() => window.vitrine.consent())).not.toBe('granted');
  await page.evaluate(() => window.vitrine.track({ type: 'view_item', itemId: 'mug-3' }));
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
