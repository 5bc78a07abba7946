import { describe, expect, it } from 'vitest';
import { keepSharedWords } from '../../../src/train/privacy/keep-shared-words.js';

const shopper = (id: string, ...queries: string[]) => ({
  id,
  steps: [{ item: 0, time: 1, session: 0 }],
  ...(queries.length > 0 ? { queries: queries.map((query) => ({ query, time: 0, session: 0 })) } : {}),
});

const textsOf = (shoppers: readonly { readonly queries?: readonly { readonly query: string }[] }[]) =>
  shoppers.map(({ queries }) => queries?.map(({ query }) => query));

describe('the words of a search', () => {
  it('are learned only where enough shoppers wrote them', () => {
    const shoppers = [shopper('1', 'Mug for ANNA'), shopper('2', 'mug'), shopper('3', 'a mug, for tea'), shopper('4')];
    expect(textsOf(keepSharedWords(shoppers, 2))).toEqual([['mug for'], ['mug'], ['mug for'], undefined]);
  });

  it('count once a shopper, however often they wrote them', () => {
    expect(textsOf(keepSharedWords([shopper('1', 'anna', 'anna', 'ANNA smith'), shopper('2', 'x')], 2))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('stay as they were written where the rule is off', () => {
    const shoppers = [shopper('1', 'Mug for ANNA')];
    expect(keepSharedWords(shoppers, 1)).toBe(shoppers);
  });
});
