import { describe, expect, it } from 'vitest';
import { boost } from '../../../src/ranking/rules/boost.js';
import { pin } from '../../../src/ranking/rules/pin.js';
import { type Product, rule } from './rule-products.js';

const products: Product[] = [
  { id: 'a', score: 3 },
  { id: 'b', score: 2 },
  { id: 'c', score: 1 },
];
const isC = ({ id }: Product) => id === 'c';

describe('boost', () => {
  it('adds to the score, and so decides between items that are close', () => {
    expect(rule(products, [boost(isC, 0.9)]).ids).toBe('abc');
    expect(rule(products, [boost(isC, 1.1)]).ids).toBe('acb');
    expect(rule(products, [boost(isC, 2.1)]).ids).toBe('cab');
    expect(rule(products, [boost(({ id }) => id === 'a', -1.5)]).ids).toBe('bac');
  });

  it('adds up, and leaves ties to the order of the shop', () => {
    expect(rule(products, [boost(isC, 0.6), boost(isC, 0.6)]).ids).toBe('acb');
    expect(rule(products, [boost(isC, 1)]).ids).toBe('abc');
  });

  it('starts an item that the model does not know from the score of the one before it', () => {
    const withUnknown: Product[] = [{ id: 'a', score: 3 }, { id: 'b', score: 2 }, { id: 'x' }, { id: 'c', score: 1 }];
    const isX = ({ id }: Product) => id === 'x';
    expect(rule(withUnknown, [boost(isX, 0.5)]).ids).toBe('axbc'); // 2.5
    expect(rule(withUnknown, [boost(isX, 1.5)]).ids).toBe('xabc'); // 3.5
    expect(rule(withUnknown, [boost(isX, -1.5)]).ids).toBe('abcx'); // 0.5
    expect(rule(withUnknown, [boost(isC, 2.5)]).ids).toBe('caxb'); // x has no score, and keeps its place
    expect(rule([{ id: 'x' }, { id: 'a', score: 1 }], [boost(isX, -0.5)]).ids).toBe('ax'); // at the front: from a's
  });

  it('does nothing without scores to add to, nor by an amount that is none', () => {
    expect(rule(products, [boost(isC, 9)], { isRanked: false }).ids).toBe('abc');
    expect(rule([{ id: 'x' }, { id: 'c' }], [boost(isC, 9)]).ids).toBe('xc');
    for (const amount of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(rule(products, [boost(isC, amount)]).ids).toBe('abc');
    }
  });

  it('moves nothing that is pinned', () => {
    expect(rule(products, [boost(isC, 9), pin('c', 2)]).ids).toBe('abc');
  });

  it('says in an explanation what it added, and which way the item went', () => {
    const { effects } = rule(products, [boost(isC, 1.234)]);
    expect(effects('c')).toEqual([{ rule: 'boost', from: 2, to: 1, reason: '+1.23: boosted by the shop' }]);
    expect(effects('b')).toEqual([{ rule: 'boost', from: 1, to: 2, reason: null }]);
    expect(rule(products, [boost(isC, -1)]).effects('c')).toEqual([
      { rule: 'boost', from: 2, to: 2, reason: '-1: boosted by the shop' },
    ]);
  });
});
