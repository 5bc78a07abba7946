import { expect } from '@playwright/test';
import { withoutWebgl } from '../e2e/chromium-flags.js';
import { modelReady, test, viewItems } from '../e2e/shopper.js';
import { tellAttack } from './attack.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

test('odd calls in a real browser cost themselves alone, and start no other worker', async ({ page, shop }) => {
  const exceptions: string[] = [];
  page.on('pageerror', ({ message }) => exceptions.push(message));
  await viewItems(page, ['toy-1', 'toy-2']);
  await modelReady(page);
  const results = await page.evaluate(async () => {
    const { vitrine } = window as unknown as { vitrine: Record<string, (...args: unknown[]) => unknown> };
    const fail = () => {
      throw new Error('odd');
    };
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    const odd: unknown[] = [null, Number.NaN, 10n, Symbol('odd'), new Proxy(['toy-3'], {}), revoked.proxy, () => 1];
    odd.push(new Proxy({}, { get: fail }), Object.freeze(['toy-3']), document.body, window, new Array(1e6), new Map());
    const items = ['mug-4', 'toy-4'];
    const calls: ((value: unknown) => unknown)[] = [
      ...['exclude', 'limit', 'slot', 'deadlineMs'].map(
        (name) => (value: unknown) => vitrine.recommend({ [name]: value }),
      ),
      ...['pinned', 'describe', 'id', 'signal', 'rules'].map(
        (name) => (value: unknown) => vitrine.rerank(items, { [name]: value }),
      ),
      (value) => vitrine.rerank(items, { describe: () => ({ title: value, price: value }) }),
      (value) => vitrine.rerank(value),
      (value) => vitrine.track({ type: 'view_item', itemId: value }),
      (value) => vitrine.track({ type: 'purchase', itemIds: value }),
      (value) => vitrine.on(value, value),
      (value) => vitrine.push(value, [value], ['track', value]),
    ];
    const lost: string[] = [];
    let tried = 0;
    for (const [c, call] of calls.entries()) {
      for (const [v, value] of odd.entries()) {
        tried++;
        try {
          await call(value);
          const good = (await vitrine.rerank(items)) as { reranked: boolean; items: string[] };
          if (!good.reranked || good.items[0] !== 'toy-4') lost.push(`call ${c} with value ${v}: no model`);
        } catch (error) {
          lost.push(`call ${c} with value ${v}: ${error}`);
        }
      }
    }
    return { tried, lost };
  });
  const held = results.tried - results.lost.length;
  tellAttack({ kind: 'odd calls', promise: 'a real worker goes on answering', tried: results.tried, held });
  expect(results.lost).toEqual([]);
  expect(exceptions).toEqual([]);
  // One on each page.
  const workers = shop.requests.filter(({ url }) => url.startsWith('/vitrine.worker.js'));
  expect(workers.length).toBeLessThanOrEqual(2);
});
