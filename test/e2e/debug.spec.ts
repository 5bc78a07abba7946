import { expect, type Page } from '@playwright/test';
import type * as Debug from '../../src/debug/debug.js';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, openRankedHome, recordedEvents, scriptReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const panelFile = '/vitrine.debug.js';
const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Vitrine' });
const part = (page: Page, title: string) =>
  panelOf(page).locator('details.section', { has: page.getByRole('heading', { name: title }) });

/** A policy that forbids inline styles, eval, other origins, and text where scripts are meant; the test shop's own inline script is let through. */
const policy = [
  `default-src 'none'; script-src 'self' 'unsafe-inline'; worker-src 'self'; connect-src 'self'; img-src data:`,
  `style-src 'none'; require-trusted-types-for 'script'`,
].join('; ');

test('?vitrine_debug opens the panel, under a strict policy too, with what happened before it came', async ({
  page,
  shop,
}) => {
  await viewItems(page, ['bag-1', 'bag-4']);
  await openRankedHome(page);
  await expect(panelOf(page)).toHaveCount(0);
  expect(shop.requests.filter(({ url }) => url === panelFile)).toEqual([]);

  shop.headers.set('/', { 'content-security-policy': policy });
  shop.settings.inlineScript = `window.refused = [];
    addEventListener('securitypolicyviolation', ({ sourceFile, effectiveDirective }) => {
      if (sourceFile.includes('debug')) window.refused.push(effectiveDirective);
    });
    vitrine.push(['track', { type: 'nonsense' }]);`;
  await page.goto('/?vitrine_debug');
  await expect(panelOf(page)).toBeVisible();
  await modelReady(page);
  const lists = part(page, 'Lists on this page');
  await expect(lists).toContainText(/home ranked from the (stored snapshot|model)/);
  await lists.getByText('home').click();
  await expect(lists.locator('.items li').first()).toContainText(/bag-\d.*(path|kind) \+/s);
  // What an adapter looks at as it renders is told of again once it is shown; another list may have no name.
  await page.evaluate(() => {
    for (const slot of ['', 'shelf']) window.vitrine.rerankNow(['bag-1', 'bag-2'], { slot });
  });
  await expect(lists).toContainText('shelf');
  await expect(lists).not.toContainText('(no name)');
  await page.evaluate(() => window.vitrine.rerankNow(['bag-3', 'bag-4']));
  await expect(lists).toContainText('(no name)');
  await expect(part(page, 'Your kind of shopper').locator('.bars li').first()).toBeVisible();
  await expect(part(page, 'What the model reads').locator('.tokens li')).toHaveText([
    'visit',
    'view_itembag-1',
    'view_itembag-4',
  ]);
  await expect(part(page, 'What is stored')).toContainText('2 events in this browser');
  await expect(part(page, 'Storage')).toContainText(/2 events, .* kB as JSON/);
  await expect(part(page, 'How, and what left the page')).toContainText('in a worker');
  await expect(part(page, 'Errors').locator('code')).toHaveText(['EVENT_INVALID']);
  const look = await panelOf(page).evaluate((panel) => {
    const bar = panel.shadowRoot?.querySelector('.bar');
    return [getComputedStyle(panel).position, bar ? getComputedStyle(bar).backgroundImage : ''];
  });
  expect(look[0]).toBe('fixed');
  expect(look[1]).toContain('linear-gradient');
  expect(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([]);
});

test('the panel folds by Escape, is a sheet on a phone, and counts clicks by place', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await viewItems(page, ['bag-1']);
  await page.goto('/?vitrine_debug');
  const panel = panelOf(page);
  const toggle = panel.getByRole('button', { name: 'Vitrine' });
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  const box = await panel.boundingBox();
  expect([box?.x, box?.width, Math.round((box?.y ?? 0) + (box?.height ?? 0))]).toEqual([0, 390, 844]);
  await panel.getByRole('button', { name: 'Export my data' }).focus();
  await page.keyboard.press('Escape');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(toggle).toBeFocused();
  await expect(panel.getByRole('button', { name: 'Forget me' })).toBeHidden();

  // A click counts at the place where the item stood, in the order that it stood in.
  await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
  await page.locator('[data-vitrine-item] a').nth(1).click();
  await page.waitForURL(/\/item\//);
  await page.goto('/?vitrine_debug');
  await expect(panel.getByRole('table')).toContainText(/homeranked2?1?1 click: 1 at 2/);
  await panel.getByRole('button', { name: 'Forget me' }).click();
  await expect(panel.getByText('Forgotten, in every tab.')).toBeVisible();
  await expect(part(page, 'What is stored')).toContainText('No event.');
  expect((await page.evaluate(() => localStorage.getItem('vitrine:experiment'))) ?? '').not.toContain('lastClick');
});

test('a shop mounts the panel itself, adds a part of its own, and takes it off again', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'pending';
  await page.goto('/item/mug-1');
  await scriptReady(page);
  await page.evaluate(async (file) => {
    const { mountDebugPanel }: typeof Debug = await import(file);
    const panel = mountDebugPanel(window.vitrine, { titleOf: (itemId) => itemId.toUpperCase() });
    const node = document.createElement('p');
    node.className = 'shops-own';
    panel.addSection(
      { title: 'Own part', node, show: ({ events }) => (node.textContent = `${events.length} seen`) },
      'Storage',
    );
  }, panelFile);
  const panel = panelOf(page);
  await expect(panel.getByText('Nothing is stored and nothing is computed')).toBeVisible();
  await expect(page.locator('vitrine-debug > .shops-own')).toHaveText('0 seen');
  const titles = await panel.getByRole('heading', { level: 3 }).allTextContents();
  expect(titles[titles.indexOf('Own part') + 1]).toBe('Storage');

  await panel.getByRole('button', { name: 'Give consent' }).click();
  await expect(page.locator('.shops-own')).toHaveText('1 seen'); // the view that waited for consent
  await expect(part(page, 'What the model reads')).toContainText('MUG-1');
  await panel.getByRole('button', { name: 'Withdraw consent' }).click();
  await expect(page.locator('.shops-own')).toHaveText('0 seen');
  expect(await recordedEvents(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('vitrine-debug')?.remove());
  await expect(panel).toHaveCount(0);
});
