import { describe, expect, it } from 'vitest';
import type { Vitrine, VitrineError } from '../../../src/index.js';
import { createInertVitrine } from '../../../src/page/inert.js';
import { orderOnly } from '../../../src/storefront/host/order-only.js';

const reason = { itemId: 'a', from: 1, to: 0, because: 'mug-1' };
const ranking = { items: ['a'], reranked: true, explain: () => reason };
const whole = {
  ...createInertVitrine(),
  rerank: async () => ranking,
  recommend: async () => ranking,
  on: () => () => {},
} as unknown as Vitrine;

describe('orderOnly', () => {
  it('offers neither history nor profile', () => {
    const names = Object.keys(orderOnly(whole, () => {}));
    expect(names).toEqual(expect.arrayContaining(['track', 'rerank', 'recommend', 'consent', 'setConsent', 'forget']));
    expect(names).not.toEqual(expect.arrayContaining(['exportData']));
    expect(names).not.toEqual(expect.arrayContaining(['profile']));
  });

  it('gives orders without reasons', async () => {
    const { rerank, recommend } = orderOnly(whole, () => {});
    for (const { items, explain } of [await rerank(['a']), await recommend()]) {
      expect(items).toEqual(['a']);
      expect(explain('a')).toBeNull();
    }
  });

  it('refuses listeners to what the shopper did, and says so', () => {
    const errors: VitrineError[] = [];
    const { on } = orderOnly(whole, (error) => errors.push(error));
    for (const name of ['event', 'profile', 'decision', 'consent', 'exposure', 'error'] as const) on(name, () => {})();
    expect(errors.map(({ code }) => code)).toEqual(['OPTION_INVALID', 'OPTION_INVALID', 'OPTION_INVALID']);
  });
});
