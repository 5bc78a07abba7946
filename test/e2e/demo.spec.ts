import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { serveFolders } from '../../demo/serve.mjs';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady } from './shopper.js';

/** The built demo with the model that it ships; each test is a shopper's first visit. */
const test = base.extend<{ demo: string; complaints: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off the pattern
  demo: async ({}, use) => {
    const server = await serveFolders({ folders: [join(import.meta.dirname, '../../demo/dist')], port: 0 });
    await use(server.origin);
    await server.close();
  },
  baseURL: async ({ demo }, use) => use(demo),
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await use(complaints);
  },
});

// What the shop shows does not depend on what executes the model; WASM starts soonest where WebGL is software.
test.use({ launchOptions: { executablePath: await ensureChromium(), args: withoutWebgl } });

const pages = [
  '/',
  '/category.html?name=Tea%20%26%20Tableware',
  '/product.html?id=22699',
  '/search.html?q=lunch%20bag',
  '/cart.html',
];

/** Things of the Regency service, which real shoppers bought together. */
const kind = { looked: ['22699', '22698', '22697'], category: 'Tea & Tableware', title: /regency/i };

const titles = (page: Page) => page.locator('.shelves .card-title').allTextContents();
const countKind = (order: readonly string[]) => order.slice(0, 6).filter((title) => kind.title.test(title)).length;
const panel = (page: Page) => page.getByRole('complementary', { name: 'Behind the glass' });

async function giveConsent(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Yes, on this device' }).click();
}

async function lookAtKind(page: Page): Promise<void> {
  for (const id of kind.looked) {
    await page.goto(`/product.html?id=${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await modelReady(page);
}

test('every page opens without a complaint, names its controls and fits a phone', async ({ page, complaints }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Behind the glass' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} is no wider`).toBe(390);
    expect(await page.evaluate(findNameless), `${path} names its controls`).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('nothing is stored for a shopper who says no, who is not asked again', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'No, thanks' }).click();
  await page.goto('/product.html?id=22699');
  await expect(panel(page).getByText('Nothing is stored')).toBeAttached();
  await expect(page.getByRole('region', { name: 'Your consent' })).toHaveCount(0);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('three things of one kind bring more of it to the front, with the reason', async ({ page, complaints }) => {
  await giveConsent(page);
  await page.goto(`/category.html?name=${encodeURIComponent(kind.category)}`);
  const before = await titles(page);
  await lookAtKind(page);
  await page.goto(`/category.html?name=${encodeURIComponent(kind.category)}`);
  await expect(page.locator('.shelves .reason').first()).toBeVisible();
  const after = await titles(page);
  expect([...after].sort()).toEqual([...before].sort());
  expect(countKind(after)).toBeGreaterThan(countKind(before));
  await expect(
    page.locator('.shelves .reason', { hasText: /^Because you looked at .*regency/i }).first(),
  ).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'reordered for you' })).toBeAttached();
  expect(complaints).toEqual([]);
});

test('a sort that the shopper chose is left alone', async ({ page }) => {
  await giveConsent(page);
  await lookAtKind(page);
  await page.goto(`/category.html?name=${encodeURIComponent(kind.category)}&sort=cheapest`);
  await modelReady(page);
  const prices = await page.locator('.shelves .price').allTextContents();
  const pence = prices.map((price) => Number(price.replace('£', '')));
  expect(pence).toEqual([...pence].sort((a, b) => a - b));
  await expect(page.locator('.shelves .reason')).toHaveCount(0);
});

test('the panel shows what is stored, the kind of shopper and no request, then forgets it all', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await giveConsent(page);
  await lookAtKind(page);
  const glass = panel(page);
  await expect(glass.getByText('events in this browser')).toBeVisible();
  await expect(glass.getByText('Most like shoppers of')).toBeVisible();
  await expect(glass.locator('.picks-list li').first()).toContainText(/looked at/);
  await expect(glass.getByText('in a worker')).toBeAttached();
  await expect(glass.locator('.request-count')).toHaveText('0');
  await expect(glass.locator('canvas')).toHaveAttribute('aria-label', /You stand near/);

  await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
  await expect(glass.locator('.events code').first()).toHaveText('add_to_cart');
  await expect(glass.locator('.request-count')).toHaveText('0');

  await glass.getByRole('button', { name: 'Forget me' }).click();
  await expect(glass.getByText('Not known yet')).toBeVisible();
  await expect(glass.getByText('No event.')).toBeVisible();
});

test('the panel folds by keyboard and stays folded', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  const toggle = page.getByRole('button', { name: 'Behind the glass' });
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await toggle.focus();
  await page.keyboard.press('Enter');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await page.reload();
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
});

test('a held-out shopper is replayed beside the visitor’s own history', async ({ page, complaints }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await giveConsent(page);
  await lookAtKind(page);
  const eventCount = (await modelReady(page)).eventCount;
  const glass = panel(page);
  // The shortest order of the twelve.
  const orders = await glass.getByLabel('Shopper to replay').locator('option').allTextContents();
  const lengthOf = (label: string) => Number(/(\d+) items/.exec(label)?.[1]);
  const shortest = orders.reduce((best, label) => (lengthOf(label) < lengthOf(best) ? label : best));
  await glass.getByLabel('Shopper to replay').selectOption({ label: shortest });
  await glass.getByRole('button', { name: 'Replay this shopper' }).click();
  await expect(glass.locator('.replay-verdict')).toContainText(/from place \d+ to \d+/, { timeout: 90_000 });
  await expect(glass.locator('.rank-chart circle')).toHaveCount(lengthOf(shortest));
  expect((await modelReady(page)).eventCount).toBe(eventCount);
  expect(complaints).toEqual([]);
});

test('a cart is filled, bought and empty', async ({ page }) => {
  await giveConsent(page);
  await page.goto('/product.html?id=22699');
  await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Cart' }).click();
  await page.waitForURL('**/cart.html');
  await expect(page.locator('.cart-lines').getByRole('link')).toHaveText(['Roses Regency Teacup and Saucer']);
  await page.getByRole('button', { name: 'Buy (not really)' }).click();
  await expect(page.getByText('Thank you!')).toBeVisible();
  await expect
    .poll(() => page.evaluate(async () => (await window.vitrine.exportData()).events.at(-1)?.type))
    .toBe('purchase');
  await page.reload();
  await expect(page.getByText('Nothing in it yet.')).toBeVisible();
});

/** Controls of the page that assistive technology could not name. */
function findNameless(): string[] {
  const nameOf = (control: HTMLElement) =>
    control.getAttribute('aria-label') ||
    (control as HTMLInputElement).labels?.[0]?.textContent ||
    (control instanceof HTMLInputElement ? '' : control.textContent);
  const controls = document.querySelectorAll<HTMLElement>('a, button, input, select, canvas');
  return [...controls].filter((control) => !nameOf(control)?.trim()).map((control) => control.outerHTML.slice(0, 80));
}
