import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { bundlePage } from './pages/adapters/bundle-page.js';
import { expectNoComplaints, openPage } from './pages/adapters/open-page.js';
import type { ProductPage } from './pages/adapters/product-page.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** A product page's own controls, and what it asked to be recorded. */
type Controls = ProductPage & { readonly viewed: readonly string[] };

const act = async (page: Page, run: (page: Controls) => void) => {
  await page.evaluate(`(${run})(window.page)`);
  // Whatever is rendered by a framework is rendered before the next frame but one.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
};
const viewed = (page: Page) => page.evaluate(() => (window.page as unknown as Controls).viewed);

for (const framework of ['react', 'vue']) {
  test(`useTrackView of ${framework} records each product that is shown once, however often it renders`, async ({
    page,
  }) => {
    const complaints = await openPage(page, await bundlePage(`${framework}-product-page`));
    await expect(page.locator('h1')).toHaveText('null 0');
    expect(await viewed(page)).toEqual([]);

    await act(page, ({ show }) => show('mug-1'));
    await expect(page.locator('h1')).toHaveText('mug-1 0');
    expect(await viewed(page)).toEqual(['mug-1']);
    await act(page, ({ render }) => render());
    await expect(page.locator('h1')).toHaveText('mug-1 1');
    expect(await viewed(page)).toEqual(['mug-1']);

    await act(page, ({ show }) => show('mug-2'));
    await expect(page.locator('h1')).toHaveText('mug-2 1');
    expect(await viewed(page)).toEqual(['mug-1', 'mug-2']);

    // Kept, and brought back: another view, as after going back to a page.
    await act(page, ({ hide }) => hide(true));
    await expect(page.locator('h1')).toBeHidden();
    await act(page, ({ hide }) => hide(false));
    await expect(page.locator('h1')).toBeVisible();
    expect(await viewed(page)).toEqual(['mug-1', 'mug-2', 'mug-2']);

    const recorded = await page.evaluate(async () => (await window.page.vitrine.exportData()).events);
    expect(recorded.slice(0, 2)).toMatchObject([
      { type: 'view_item', itemId: 'mug-1' },
      { type: 'view_item', itemId: 'mug-2' },
    ]);
    await expectNoComplaints(page, complaints);
  });
}

test('an effect of React’s that tracks a view itself is one view in strict mode, and two clicks are two', async ({
  page,
}) => {
  await openPage(page, await bundlePage('react-product-page'));
  const types = await page.evaluate(async () => {
    const { vitrine } = window.page;
    // As strict mode runs an effect.
    for (let run = 0; run < 2; run++) vitrine.track({ type: 'view_item', itemId: 'mug-1' });
    for (let click = 0; click < 2; click++) vitrine.track({ type: 'add_to_cart', itemId: 'mug-1' });
    return (await vitrine.exportData()).events.map(({ type }) => type);
  });
  expect(types).toEqual(['view_item', 'add_to_cart', 'add_to_cart']);
});
