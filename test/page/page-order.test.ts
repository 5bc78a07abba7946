import { describe, expect, it } from 'vitest';
import { createPageOrder } from '../../src/page/page-order.js';
import { boost, inStock, pin } from '../../src/rules.js';
import { tableOf } from '../ranking/table.js';

const table = tableOf({ a: 1, b: 2, c: 3 });

describe('createPageOrder', () => {
  it('counts and explains by the places of the shop, where the list was ordered before', () => {
    const page = createPageOrder(['c', 'a'], { place: (id) => (id === 'a' ? 0 : 1) });
    const { items, explain } = page.order(tableOf({ a: 1, c: 1.5 }), 1);
    expect(items).toEqual(['a', 'c']);
    expect(explain('c')).toMatchObject({ from: 1, to: 1, parts: { position: -Math.log2(3) } });
    expect(explain('a')).toMatchObject({ from: 0, to: 0 });
  });

  it('orders the very objects it was given', () => {
    const items = [{ sku: 'a' }, { sku: 'b' }];
    const ranking = createPageOrder(items, { id: (item) => item.sku }).order(table, 0);
    expect(ranking.reranked).toBe(true);
    expect(ranking.items[0]).toBe(items[1]);
    expect(ranking.items[1]).toBe(items[0]);
    expect(ranking.explain('b')).toMatchObject({ from: 1, to: 0 });
  });

  it('takes text as its own id, and the id of an object, as text', () => {
    expect(createPageOrder(['a', 'b'], {}).scope).toEqual({ itemIds: ['a', 'b'] });
    expect(createPageOrder([{ id: 7 }], {}).scope).toEqual({ itemIds: ['7'] });
  });

  it('keeps the order with its reason, as a copy', () => {
    const items = ['a', 'b'];
    const ranking = createPageOrder(items, {}).keep('deadline');
    expect(ranking).toMatchObject({ items: ['a', 'b'], reranked: false, reason: 'deadline' });
    expect(ranking.items).not.toBe(items);
    expect(ranking.explain('b')).toMatchObject({ from: 1, to: 1 });
  });

  it('keeps pinned items in place', () => {
    expect(createPageOrder(['a', 'b', 'c'], { pinned: ['b'] }).order(table, 0).items).toEqual(['c', 'b', 'a']);
  });

  it('hands over what the page says of its items, in plain values alone', () => {
    const told = [{ title: 'Red mug', price: '2.50', buy: () => {} }, null, { title: 7, price: 'ask' }];
    const { scope } = createPageOrder(['a', 'b', 'c'], { describe: (id) => told['abc'.indexOf(id)] as never });
    expect(scope).toEqual({
      itemIds: ['a', 'b', 'c'],
      descriptions: [{ title: 'Red mug', price: 2.5 }, null, { price: null }],
    });
    expect(structuredClone(scope)).toEqual(scope);
  });

  describe('with rules of the shop', () => {
    const products = [
      { sku: 'a', stock: 3 },
      { sku: 'b', stock: 0 },
      { sku: 'c', stock: 1 },
    ];
    const id = ({ sku }: { sku: string }) => sku;
    const skus = (items: { sku: string }[]) => items.map(id).join('');

    it('applies them to the order of the model, and explains what they did', () => {
      const rules = [boost((product: { stock: number }) => product.stock > 2, 2.5), pin('b', 2)];
      const ranking = createPageOrder(products, { id, rules }).order(table, 0);
      expect(skus(ranking.items)).toBe('acb'); // c 3, a 1 + 2.5
      expect(ranking.items[0]).toBe(products[0]);
      expect(ranking.explain('a')).toMatchObject({
        from: 0,
        to: 0,
        parts: { sequence: 1 }, // what the model says stays what it is
        rules: [
          { rule: 'pin', from: 2, to: 1, reason: null },
          { rule: 'boost', from: 1, to: 0, reason: '+2.5: boosted by the shop' },
        ],
      });
      expect(ranking.explain('b')?.rules).toEqual([{ rule: 'pin', from: 1, to: 2, reason: 'pinned to place 2' }]);
    });

    it('applies those that need no scores when the order is kept', () => {
      const rules = [boost(() => true, 9), pin('c', 0), inStock((product: { stock: number }) => product.stock > 0)];
      const ranking = createPageOrder(products, { id, rules }).keep('no-consent');
      expect(ranking).toMatchObject({ reranked: false, reason: 'no-consent' });
      expect(skus(ranking.items)).toBe('cab');
      expect(ranking.explain('b')?.rules).toEqual([
        { rule: 'pin', from: 1, to: 2, reason: null },
        { rule: 'inStock', from: 2, to: 2, reason: 'out of stock' },
      ]);
    });

    it('moves nothing that the page itself holds, and says of a dropped item that it is gone', () => {
      const rules = [pin('a', 0), inStock((product: { stock: number }) => product.stock > 0, { soldOut: 'drop' })];
      const ranking = createPageOrder(products, { id, rules, pinned: ['c'] }).order(table, 0);
      expect(skus(ranking.items)).toBe('ac');
      expect(ranking.explain('b')).toMatchObject({ from: 1, to: -1 });
      expect(createPageOrder(products, { id, rules: [pin('a', 2)], pinned: ['c'] }).keep('deadline').items).toEqual([
        products[1],
        products[0],
        products[2],
      ]);
    });

    it('explains without rules where the request has none', () => {
      expect(createPageOrder(products, { id }).order(table, 0).explain('a')).not.toHaveProperty('rules');
    });
  });

  it('refuses items without an id, naming the place', () => {
    expect(() => createPageOrder([{ id: 'a' }, { name: 'x' }], {})).toThrowError(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining('item 1') }),
    );
  });
});
