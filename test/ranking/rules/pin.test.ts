import { describe, expect, it } from 'vitest';
import { inStock } from '../../../src/ranking/rules/in-stock.js';
import { holdPlaces } from '../../../src/ranking/rules/mechanics/hold-places.js';
import { pin } from '../../../src/ranking/rules/pin.js';
import { sponsored } from '../../../src/ranking/rules/sponsored.js';
import { type Product, productsOf, rule } from './rule-products.js';

const abcde = productsOf('abcde');

describe('pin', () => {
  it('puts an item in its place, up or down, and the others around it in their order', () => {
    expect(rule(abcde, [pin('d', 0)]).ids).toBe('dabce');
    expect(rule(abcde, [pin('a', 3)]).ids).toBe('bcdae');
    expect(rule(abcde, [pin('e', 1), pin('a', 4)]).ids).toBe('becda');
  });

  it('holds without a model', () => {
    expect(rule(abcde, [pin('d', 0)], { isRanked: false }).ids).toBe('dabce');
  });

  it('gives a place to the pin written first, and the other the next that is free', () => {
    expect(rule(abcde, [pin('e', 1), pin('d', 1)]).ids).toBe('aedbc');
    expect(rule(abcde, [pin('d', 1), pin('e', 1)]).ids).toBe('adebc');
    expect(rule(abcde, [pin('a', 4), pin('b', 4)]).ids).toBe('cdeba');
  });

  it('takes a place beyond the end for the last, and one before the start for the first', () => {
    expect(rule(abcde, [pin('a', 99)]).ids).toBe('bcdea');
    expect(rule(abcde, [pin('a', Number.POSITIVE_INFINITY)]).ids).toBe('bcdea');
    expect(rule(abcde, [pin('c', -1)]).ids).toBe('cabde');
    expect(rule(abcde, [pin('c', Number.NaN)]).ids).toBe('abcde');
  });

  it('pins nothing where the item is not on the page, and the first of an id that is there twice', () => {
    expect(rule(abcde, [pin('x', 0)]).ids).toBe('abcde');
    const twice = [{ id: 'a' }, { id: 'b', stock: 1 }, { id: 'b', stock: 2 }];
    expect(rule(twice, [pin('b', 0)]).ids).toBe('bab');
    expect(rule([], [pin('a', 0)]).ids).toBe('');
  });

  it('holds only while its condition does', () => {
    const products: Product[] = [{ id: 'a' }, { id: 'b', stock: 0 }, { id: 'c', stock: 3 }];
    const isInStock = ({ stock = 0 }: Product) => stock > 0;
    expect(rule(products, [pin('b', 0, { when: isInStock })]).ids).toBe('abc');
    expect(rule(products, [pin('c', 0, { when: isInStock })]).ids).toBe('cab');
  });

  it('keeps its place when items before it are dropped', () => {
    const products: Product[] = [{ id: 'a', stock: 0 }, { id: 'b' }, { id: 'c' }, { id: 'd' }];
    const dropSoldOut = inStock<Product>(({ stock }) => stock !== 0, { soldOut: 'drop' });
    expect(rule(products, [pin('b', 2), dropSoldOut]).ids).toBe('cdb');
  });

  it('says in an explanation where it put the item, and who made way', () => {
    const { effects } = rule(abcde, [pin('d', 0)]);
    expect(effects('d')).toEqual([{ rule: 'pin', from: 3, to: 0, reason: 'pinned to place 0' }]);
    expect(effects('a')).toEqual([{ rule: 'pin', from: 0, to: 1, reason: null }]);
    expect(effects('e')).toEqual([]);
  });
});

describe('sponsored', () => {
  const products: Product[] = [
    { id: 'a', score: 1 },
    { id: 'b', score: 2, isAd: true },
    { id: 'c', score: 3 },
    { id: 'd', score: 4, isAd: true },
    { id: 'e', score: 5 },
  ];
  const ads = sponsored<Product>(({ isAd }) => isAd === true);

  it('leaves sponsored items exactly where the shop has them, whatever their score', () => {
    expect(rule(products, []).ids).toBe('edcba');
    expect(rule(products, [ads]).ids).toBe('ebcda');
  });

  it('goes before pins: to their place, and for the item itself', () => {
    expect(rule(products, [pin('e', 1), ads]).ids).toBe('cbeda');
    expect(rule(products, [pin('b', 0), ads]).ids).toBe('ebcda');
  });

  it('says so in an explanation', () => {
    expect(rule(products, [ads]).effects('b')).toEqual([
      { rule: 'sponsored', from: 3, to: 1, reason: "keeps the shop's place 1" },
    ]);
  });

  it('goes before nothing that the page itself holds: both have a place of their own', () => {
    expect(rule(products, [pin('c', 0), ads], { pinned: ['a'] }).ids).toBe('abcde');
  });
});

describe('holdPlaces', () => {
  it('takes the last free place where none is left behind', () => {
    const held = [
      { item: 5, place: 2 },
      { item: 6, place: 2 },
      { item: 7, place: 2 },
    ];
    expect(holdPlaces([], held)).toEqual([7, 6, 5]);
    expect(holdPlaces([1, 2], [{ item: 5, place: 0 }])).toEqual([5, 1, 2]);
  });
});
