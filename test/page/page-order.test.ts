import { describe, expect, it } from 'vitest';
import { createPageOrder } from '../../src/page/page-order.js';
import { tableOf } from '../ranking/table.js';

const table = tableOf({ a: 1, b: 2, c: 3 });

describe('createPageOrder', () => {
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

  it('refuses items without an id, naming the place', () => {
    expect(() => createPageOrder([{ id: 'a' }, { name: 'x' }], {})).toThrowError(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining('item 1') }),
    );
  });
});
