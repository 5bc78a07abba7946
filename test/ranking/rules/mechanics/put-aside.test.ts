import { describe, expect, it } from 'vitest';
import { bury } from '../../../../src/ranking/rules/bury.js';
import { inStock } from '../../../../src/ranking/rules/in-stock.js';
import { oneOf } from '../../../../src/ranking/rules/one-of.js';
import { pin } from '../../../../src/ranking/rules/pin.js';
import { type Product, productsOf, rule } from '../rule-products.js';

const isInStock = ({ stock }: Product) => stock !== 0;
const soldOut = (ids: string) => (product: Product) => (ids.includes(product.id) ? { ...product, stock: 0 } : product);

describe('inStock', () => {
  const products = productsOf('abcde').map(soldOut('bd'));

  it('sinks what is sold out to the end, in its order, by default', () => {
    expect(rule(products, [inStock(isInStock)]).ids).toBe('acebd');
    expect(rule(products, [inStock(isInStock)], { isRanked: false }).ids).toBe('acebd');
  });

  it('drops it when told so, and says so', () => {
    const { ids, effects } = rule(products, [inStock(isInStock, { soldOut: 'drop' })]);
    expect(ids).toBe('ace');
    expect(effects('b')).toEqual([{ rule: 'inStock', from: 1, to: -1, reason: 'out of stock' }]);
    expect(effects('c')).toEqual([{ rule: 'inStock', from: 2, to: 1, reason: null }]);
  });

  it('sinks nothing that holds a place, but drops even that', () => {
    expect(rule(products, [pin('b', 0), inStock(isInStock)]).ids).toBe('baced');
    expect(rule(products, [pin('b', 0), inStock(isInStock, { soldOut: 'drop' })], { pinned: ['d'] }).ids).toBe('ace');
  });

  it('survives a page that is sold out wholly', () => {
    const none = productsOf('abc').map(soldOut('abc'));
    expect(rule(none, [inStock(isInStock)]).ids).toBe('abc');
    expect(rule(none, [inStock(isInStock, { soldOut: 'drop' })]).ids).toBe('');
  });
});

describe('bury', () => {
  it('puts items below all others but what is sold out, with or without a model', () => {
    const products = productsOf('abcde').map(soldOut('b'));
    const buried = bury<Product>(({ id }) => 'ab'.includes(id));
    for (const isRanked of [true, false]) {
      expect(rule(products, [inStock(isInStock), buried], { isRanked }).ids).toBe('cdeab');
      expect(rule(products, [buried, inStock(isInStock)], { isRanked }).ids).toBe('cdeab');
    }
    expect(rule(products, [buried]).effects('a')).toEqual([
      { rule: 'bury', from: 0, to: 3, reason: 'buried by the shop' },
    ]);
  });
});

describe('oneOf', () => {
  const products: Product[] = [
    { id: 'a', group: 'shirt', score: 1 },
    { id: 'b', score: 4 },
    { id: 'c', group: 'shirt', score: 3 },
    { id: 'd', group: 'cap', score: 2 },
    { id: 'e', group: 'shirt', score: 5 },
  ];
  const groupOf = ({ group }: Product) => group;

  it('shows the best of each group, and the others at the end', () => {
    expect(rule(products, []).ids).toBe('ebcda');
    expect(rule(products, [oneOf(groupOf)]).ids).toBe('ebdca');
    expect(rule(products, [oneOf(groupOf)]).effects('c')).toEqual([
      { rule: 'oneOf', from: 2, to: 3, reason: 'a variant of e, which is shown' },
    ]);
  });

  it('shows the first of the shop without a model', () => {
    expect(rule(products, [oneOf(groupOf)], { isRanked: false }).ids).toBe('abdce');
  });

  it('drops the others when told so', () => {
    expect(rule(products, [oneOf(groupOf, { others: 'drop' })]).ids).toBe('ebd');
  });

  it('shows one that is in stock rather than a better one that is not', () => {
    const without = products.map(soldOut('e'));
    expect(rule(without, [oneOf(groupOf), inStock(isInStock)]).ids).toBe('bcdae');
  });

  it('leaves a variant that is sold out deeper than what is buried', () => {
    const without = products.map(soldOut('a'));
    const buried = bury<Product>(({ id }) => id === 'b');
    expect(rule(without, [oneOf(groupOf), inStock(isInStock), buried]).ids).toBe('edcba');
  });

  it('shows the variant that holds a place, and every one that does', () => {
    expect(rule(products, [oneOf(groupOf), pin('a', 1)]).ids).toBe('badec');
    expect(rule(products, [oneOf(groupOf), pin('a', 1), pin('c', 0)]).ids).toBe('cabde');
    expect(rule(products, [oneOf(groupOf, { others: 'drop' }), pin('a', 1), pin('c', 0)]).ids).toBe('cabd');
  });

  it('takes no group for no variant, and an empty text or 0 for a group like any other', () => {
    const groups = [null, undefined, '', '', 0, 0];
    const odd = productsOf('abcdef');
    expect(rule(odd, [oneOf(({ id }) => groups['abcdef'.indexOf(id)])]).ids).toBe('abcedf');
  });
});
