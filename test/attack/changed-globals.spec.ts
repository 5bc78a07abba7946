import { expect } from '@playwright/test';
import fc from 'fast-check';
import { withoutWebgl } from '../e2e/chromium-flags.js';
import { shopOrder } from '../e2e/shop.js';
import { test } from '../e2e/shopper.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';
import { changes, changingScript, globalPaths, loudPaths } from './changed-global.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

test('a page whose globals were changed hears no exception and keeps every item', async ({ page, shop }) => {
  test.setTimeout(attackCount(120_000, 1_500_000));
  const all = globalPaths.flatMap((path) =>
    changes.map((change): [string, (typeof changes)[number]] => [path, change]),
  );
  const count = Math.min(all.length, attackCount(12, all.length));
  const seed = attackSeed();
  const [drawn] = fc.sample(fc.shuffledSubarray(all, { minLength: count, maxLength: count }), { numRuns: 1, seed });
  const failures: string[] = [];
  for (const [path, change] of drawn) {
    const found: string[] = [];
    const hear = ({ message }: Error) => void (loudPaths.includes(path) || found.push(message));
    page.on('pageerror', hear);
    shop.settings.inlineScript = changingScript(path, change);
    await page.goto('/');
    // A locator looks from a world of its own, in which nothing was changed.
    const root = page.locator('html[data-trip]');
    await root.waitFor({ state: 'attached' });
    const { isAnswered, items } = JSON.parse((await root.getAttribute('data-trip'))!);
    // Without promises that settle, nothing on the page is ever answered.
    if (!isAnswered && path !== 'Promise.prototype.then') found.push('no answer');
    if (isAnswered && [...items].sort().join() !== 'lamp-1,mug-1,toy-1') found.push('other items');
    if ((await page.locator('[data-vitrine-item]').count()) !== shopOrder.length)
      found.push('items of the page are gone');
    page.off('pageerror', hear);
    if (found.length > 0) failures.push(`${path} ${change}: ${found.join('; ')}`);
  }
  const held = count - failures.length;
  tellAttack({
    kind: 'changed globals',
    promise: 'nothing is thrown into the page, and no item is lost',
    tried: count,
    held,
  });
  expect(failures).toEqual([]);
});
