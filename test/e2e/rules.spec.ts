import { expect } from '@playwright/test';
import type { Rule } from '../../src/rules.js';
import { withoutWebgl } from './chromium-flags.js';
import { shopOrder } from './shop.js';
import { homeOrder, modelReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** As a shop's page imports it. */
const rulesFile = '/rules.js';

test('the rules of a list in the markup hold whether or not the model ranks it, and remove no node', async ({
  page,
  shop,
}) => {
  const start = async () => {
    shop.replaced.set('/vitrine.iife.js', '// comes when the rules are there');
    await page.goto('/');
    shop.replaced.delete('/vitrine.iife.js');
    await page.evaluate(
      async ([file, tag]) => {
        const { inStock, pin }: typeof import('../../src/rules.js') = await import(file);
        const list = document.querySelector<HTMLElement & { vitrineRules?: Rule<HTMLElement>[] }>('ul')!;
        const isThere = (item: HTMLElement) => item.dataset.vitrineItem !== 'mug-1';
        list.vitrineRules = [pin('lamp-8', 1), inStock(isThere, { soldOut: 'drop' })];
        const script = document.createElement('script');
        for (const [name, value] of Object.entries({ ...tag, src: '/vitrine.iife.js' }))
          script.setAttribute(name, value);
        document.head.append(script);
      },
      [rulesFile, shop.settings.tag] as const,
    );
    await page.waitForFunction(() => window.heard.rankings.length > 0);
    return { order: await homeOrder(page), ranking: await page.evaluate(() => window.heard.rankings.at(-1)) };
  };
  const byShop = await start();
  const left = shopOrder.filter((id) => !['lamp-8', 'mug-1'].includes(id));
  expect(byShop.ranking?.reason).toBe('no-history');
  expect(byShop.order).toEqual([left[0], 'lamp-8', ...left.slice(1), 'mug-1']);

  await viewItems(page, ['mug-2', 'mug-3']);
  const byModel = await start();
  expect(byModel.ranking?.reranked).toBe(true);
  expect(byModel.order[1]).toBe('lamp-8');
  expect(byModel.order.at(-1)).toBe('mug-1');
  expect(byModel.order).not.toEqual(byShop.order);
  expect([...byModel.order].sort()).toEqual([...shopOrder].sort());
});

test('recommendations obey rules over ids, and tell what a rule did', async ({ page }) => {
  await viewItems(page, ['mug-2', 'mug-3']);
  await modelReady(page);
  const recommended = await page.evaluate(async (file) => {
    const { inStock, pin }: typeof import('../../src/rules.js') = await import(file);
    const plain = (await window.vitrine.recommend({ limit: 6, deadlineMs: 5000 })).items;
    const rules = [inStock((id: string) => id !== plain[0], { soldOut: 'drop' }), pin(plain[4], 0)];
    const { items, explain } = await window.vitrine.recommend({ limit: 6, deadlineMs: 5000, rules });
    return { plain, items, told: explain(plain[4])?.rules?.map(({ rule, to }) => ({ rule, to })) };
  }, rulesFile);
  const { plain, items } = recommended;
  expect(new Set(plain).size).toBe(6);
  expect(items).toEqual([plain[4], plain[1], plain[2], plain[3], plain[5]]);
  expect(recommended.told).toContainEqual({ rule: 'pin', to: 0 });
});
