import { expect } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { rowLength, shopOrder } from './shop.js';
import { bringScriptLate, homeOrder, modelReady, openRankedHome, scriptReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const bags = ['bag-1', 'bag-4', 'bag-6'];

// Listeners that change the page capture, so that it is whole before the script looks at it.

test.describe('a list in the default mode, unseen', () => {
  test.beforeEach(async ({ page, shop }) => {
    shop.settings.apply = 'unseen';
    await bringScriptLate(page);
  });

  test('moves no item that is or was in view, and brings the best of the others up', async ({ page }) => {
    await viewItems(page, bags);
    await page.setViewportSize({ width: 1000, height: 500 });
    await page.goto('/');
    const rectangles = () =>
      page.$$eval('[data-vitrine-item]', (items) =>
        items
          .map((item) => ({
            id: item.getAttribute('data-vitrine-item'),
            top: item.getBoundingClientRect().top,
            left: item.getBoundingClientRect().left,
          }))
          .filter(({ top }) => top < innerHeight),
      );
    const before = await rectangles();
    await page.waitForFunction(() => window.heard.rankings.some(({ reranked }) => reranked));
    await modelReady(page);
    const shifts = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          // What the browser counted so far comes at once; the timer is for its saying that there was nothing.
          const total = (entries: PerformanceEntryList) =>
            entries.reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0);
          new PerformanceObserver((list) => resolve(total(list.getEntries()))).observe({
            type: 'layout-shift',
            buffered: true,
          });
          setTimeout(resolve, 500, 0);
        }),
    );
    expect(shifts).toBe(0);
    expect(before.length).toBe(3 * rowLength);
    expect(await rectangles()).toEqual(before);
    const order = await homeOrder(page);
    expect(order.slice(0, before.length)).toEqual(shopOrder.slice(0, before.length));
    const next = order.slice(before.length, before.length + rowLength);
    expect(next.filter((id) => id.startsWith('bag-')).length).toBeGreaterThanOrEqual(4);
    expect([...order].sort()).toEqual([...shopOrder].sort());
  });

  test('leaves alone what was scrolled past', async ({ page }) => {
    await viewItems(page, bags);
    await page.setViewportSize({ width: 1000, height: 500 });
    await page.goto('/');
    await modelReady(page);
    await page.mouse.wheel(0, 700);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(700);
    const before = await homeOrder(page);
    const nSeen = await page.$$eval(
      '[data-vitrine-item]',
      (items) => items.filter((item) => item.getBoundingClientRect().top < innerHeight).length,
    );
    expect(nSeen).toBeGreaterThan(5 * rowLength);
    const nRankings = await page.evaluate(() => {
      scrollTo(0, 0);
      window.vitrine.track({ type: 'view_item', itemId: 'lamp-1' });
      window.vitrine.track({ type: 'view_item', itemId: 'lamp-2' });
      return window.heard.rankings.length;
    });
    await page.waitForFunction((n) => window.heard.rankings.length > n, nRankings);
    expect((await homeOrder(page)).slice(0, nSeen)).toEqual(before.slice(0, nSeen));
  });

  test('puts everything back when what is in view would move with the rest', async ({ page, shop }) => {
    // Columns as wide as their widest item: a wide one that comes in further down shifts what stands above.
    shop.settings.inlineScript = `addEventListener('DOMContentLoaded', () => {
      document.querySelector('ul').style.cssText = 'grid-template-columns: repeat(6, auto); justify-content: start';
      for (const item of document.querySelectorAll('[data-vitrine-item^="bag"]')) item.style.width = '250px';
    }, true);`;
    await viewItems(page, bags);
    await page.goto('/');
    await modelReady(page);
    const rerankings = await page.evaluate(async () => {
      const { reranked } = await window.vitrine.rerank(['mug-1', 'bag-1'], { deadlineMs: 5000 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { reranked, applied: window.heard.rankings.filter((ranking) => ranking.reranked).length };
    });
    expect(rerankings).toEqual({ reranked: true, applied: 0 });
    expect(await homeOrder(page)).toEqual(shopOrder);
  });
});

test.describe('a list in the mode always', () => {
  test('keeps pinned items, and whatever stands between the items, in place', async ({ page, shop }) => {
    shop.settings.inlineScript = `addEventListener('DOMContentLoaded', () => {
      document.querySelector('[data-vitrine-item="mug-1"]').toggleAttribute('data-vitrine-pinned', true);
      document.querySelector('[data-vitrine-item="bag-2"]').insertAdjacentHTML('beforebegin', '<li id="ad">Ad</li>');
    }, true);`;
    await viewItems(page, bags);
    const order = await openRankedHome(page);
    expect(order[1]).toBe('mug-1');
    expect(order[0]).toMatch(/^bag-/);
    const adPlace = await page.$eval('#ad', (ad) => [...(ad.parentElement?.children ?? [])].indexOf(ad));
    expect(adPlace).toBe(shopOrder.indexOf('bag-2'));
  });

  test('moves nodes, never clones: listeners, focus and scroll position survive', async ({ page, shop }) => {
    shop.settings.tag['data-consent'] = 'pending';
    await page.setViewportSize({ width: 1000, height: 500 });
    await page.goto('/');
    await scriptReady(page);
    await page.mouse.wheel(0, 300);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(300);
    const result = await page.evaluate(async () => {
      const items = [...document.querySelectorAll<HTMLElement>('[data-vitrine-item]')];
      const button = document.querySelector<HTMLElement>('[data-vitrine-item="lamp-8"] button');
      button?.focus({ preventScroll: true });
      let blurs = 0;
      button?.addEventListener('blur', () => blurs++);
      for (let i = 1; i <= 3; i++) window.vitrine.track({ type: 'view_item', itemId: `lamp-${i}` });
      window.vitrine.setConsent('granted'); // what was tracked counts, and the list is on the screen by now
      const ranked = () => window.heard.rankings.some(({ reranked }) => reranked);
      while (!ranked()) await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const after = [...document.querySelectorAll<HTMLElement>('[data-vitrine-item]')];
      return {
        isSameNodes: after.length === items.length && after.every((item) => items.includes(item)),
        hasMoved: after.some((item, place) => item !== items[place]),
        isFocused: document.activeElement === button,
        blurs,
        scrollY,
      };
    });
    expect(result).toEqual({ isSameNodes: true, hasMoved: true, isFocused: true, blurs: 0, scrollY: 300 });
  });

  test('glides where motion is welcome, and jumps where it is not', async ({ page, shop }) => {
    shop.settings.tag['data-consent'] = 'pending';
    for (const [reducedMotion, isAnimated] of [
      ['no-preference', true],
      ['reduce', false],
    ] as const) {
      await page.emulateMedia({ reducedMotion });
      await page.goto('/');
      await scriptReady(page);
      const nAnimations = await page.evaluate(async () => {
        let most = 0;
        document.addEventListener('vitrine:rerank', () => {
          most = Math.max(most, document.getAnimations().length);
        });
        window.vitrine.track({ type: 'view_item', itemId: 'toy-1' });
        window.vitrine.setConsent('granted');
        while (!window.heard.rankings.some(({ reranked }) => reranked)) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return most;
      });
      expect(nAnimations > 0).toBe(isAnimated);
      await page.evaluate(() => window.vitrine.setConsent('denied'));
    }
  });

  test('is ordered once a page view; what is added later is ordered behind it', async ({ page, shop }) => {
    shop.settings.inlineScript = `addEventListener('DOMContentLoaded', () => {
      window.later = ['card-8', 'mug-7', 'mug-8'].map((id) => document.querySelector('[data-vitrine-item="' + id + '"]'));
      for (const item of window.later) item.remove();
    }, true);`;
    await viewItems(page, bags);
    const order = await openRankedHome(page);
    await page.evaluate(() => {
      for (let i = 1; i <= 3; i++) window.vitrine.track({ type: 'view_item', itemId: `mug-${i}` });
    });
    await modelReady(page);
    expect(await homeOrder(page)).toEqual(order);
    await page.evaluate(() => {
      const { later } = window as unknown as { later: Element[] };
      document.querySelector('ul')?.append(...later);
    });
    await expect.poll(async () => (await homeOrder(page)).at(-1)).toBe('card-8');
    expect((await homeOrder(page)).slice(0, order.length)).toEqual(order);
  });
});
