import { expect } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, recordedEvents, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

test('records clicks on items, cart buttons and searches, also of elements that were added later', async ({ page }) => {
  await page.goto('/');
  await modelReady(page);
  await page.evaluate(() => {
    addEventListener('click', (event) => event.preventDefault());
    addEventListener('submit', (event) => event.preventDefault());
    document.querySelector('ul')?.insertAdjacentHTML(
      'beforeend',
      `<li data-vitrine-item="late-1"><a href="/">Late</a><button>Look closer</button>
        <button data-vitrine-action="add_to_cart"><b>Add</b></button></li>`,
    );
  });
  await page.getByRole('link', { name: 'mug-2' }).click();
  await page.locator('[data-vitrine-item="toy-1"] button').click();
  await page.locator('[data-vitrine-item="late-1"] a').click();
  await page.locator('[data-vitrine-item="late-1"] b').click();
  await page.getByRole('button', { name: 'Look closer' }).click();
  await page.getByRole('searchbox').fill('  red mug ');
  await page.keyboard.press('Enter');
  expect(await recordedEvents(page)).toMatchObject([
    { type: 'select_item', itemId: 'mug-2', listId: 'home' },
    { type: 'add_to_cart', itemId: 'toy-1' },
    { type: 'select_item', itemId: 'late-1', listId: 'home' },
    { type: 'add_to_cart', itemId: 'late-1' },
    { type: 'search', query: 'red mug' },
  ]);
});

test('records the product that a page shows, once, and its cart button', async ({ page }) => {
  await page.goto('/item/mug-3');
  await modelReady(page);
  await page.getByRole('button').click();
  await page.evaluate(() => document.body.append(document.createElement('p')));
  expect(await recordedEvents(page)).toMatchObject([
    { type: 'view_item', itemId: 'mug-3' },
    { type: 'add_to_cart', itemId: 'mug-3' },
  ]);
});
