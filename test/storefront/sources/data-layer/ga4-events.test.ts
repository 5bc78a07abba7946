import { describe, expect, it } from 'vitest';
import { isComplete } from '../../../../src/storefront/host/draft.js';
import { readGa4Event } from '../../../../src/storefront/sources/data-layer/ga4-events.js';

const items = [
  { item_id: 'LAMP-1', item_name: 'Brass lamp', price: 40, quantity: 2, index: 0 },
  { item_id: 'LAMP-2', item_name: 'Reed lamp' },
];

describe('a GA4 event', () => {
  it.each([
    ['view_item', { items: [items[0]] }, [{ type: 'view_item', itemId: 'LAMP-1' }]],
    [
      'view_item_list',
      { item_list_id: 'lamps', items },
      [{ type: 'view_item_list', itemIds: ['LAMP-1', 'LAMP-2'], listId: 'lamps' }],
    ],
    [
      'select_item',
      { item_list_name: 'Lamps', items: [items[1]] },
      [{ type: 'select_item', itemId: 'LAMP-2', listId: 'Lamps' }],
    ],
    [
      'select_item',
      { items: [{ item_id: 'a', item_list_id: 'own' }] },
      [{ type: 'select_item', itemId: 'a', listId: 'own' }],
    ],
    [
      'add_to_cart',
      { currency: 'EUR', value: 120, items },
      [
        { type: 'add_to_cart', itemId: 'LAMP-1', quantity: 2 },
        { type: 'add_to_cart', itemId: 'LAMP-2' },
      ],
    ],
    ['remove_from_cart', { items: [items[0]] }, [{ type: 'remove_from_cart', itemId: 'LAMP-1', quantity: 2 }]],
    ['add_to_wishlist', { items: [items[0]] }, [{ type: 'add_to_wishlist', itemId: 'LAMP-1' }]],
    ['view_cart', { items }, [{ type: 'view_item_list', itemIds: ['LAMP-1', 'LAMP-2'], listId: 'cart' }]],
    ['begin_checkout', { coupon: 'X', items }, [{ type: 'begin_checkout', itemIds: ['LAMP-1', 'LAMP-2'] }]],
    ['purchase', { transaction_id: 'T-1', items }, [{ type: 'purchase', itemIds: ['LAMP-1', 'LAMP-2'] }]],
    ['search', { search_term: ' brass lamp ' }, [{ type: 'search', query: 'brass lamp' }]],
    [
      'view_search_results',
      { search_term: 'lmap', results_count: '0' },
      [{ type: 'search', query: 'lmap', resultCount: 0 }],
    ],
    ['view_search_results', { search_term: 'lmap', items: [] }, [{ type: 'search', query: 'lmap', resultCount: 0 }]],
    ['page_view', { page_title: 'Lamps' }, []],
    ['add_payment_info', { items }, []],
    ['toString', { items }, []],
  ])('%s %j is read', (name, params, expected) => {
    const drafts = readGa4Event(name, params);
    expect(drafts).toEqual(expected);
    expect(drafts.every(isComplete)).toBe(true);
  });

  it.each([
    ['numeric ids', [{ item_id: 85123 }], ['85123']],
    ['the names of other tools', [{ id: 'a' }, { product_id: 'b' }, { sku: 'c' }], ['a', 'b', 'c']],
    ['bare ids', ['a', 7], ['a', '7']],
    ['one item without a list', { item_id: 'a' }, ['a']],
    [
      'holes, nulls and items without an id',
      [null, undefined, {}, { item_id: '' }, { item_id: 'a' }, 'x'.repeat(257)],
      ['a'],
    ],
    ['no more than 200', Array.from({ length: 250 }, (_, i) => i), Array.from({ length: 200 }, (_, i) => String(i))],
  ])('takes %s', (_, given, itemIds) => {
    expect(readGa4Event('purchase', { items: given })).toEqual([{ type: 'purchase', itemIds }]);
    expect(readGa4Event('purchase', { products: given })).toEqual([{ type: 'purchase', itemIds }]);
  });

  it('becomes no more than twenty events', () => {
    expect(readGa4Event('add_to_cart', { items: Array.from({ length: 30 }, (_, i) => i) })).toHaveLength(20);
  });

  it('takes ids from where the shop says', () => {
    const params = { items: [{ item_id: 'P', item_variant: 'P-red' }] };
    expect(readGa4Event('view_item', params, (item) => item.item_variant)).toEqual([
      { type: 'view_item', itemId: 'P-red' },
    ]);
  });

  it('takes quantities as text, and leaves those out that are none', () => {
    const quantities = ['3', 'two', 0, -1, null];
    const read = readGa4Event('add_to_cart', { items: quantities.map((quantity) => ({ item_id: 'a', quantity })) });
    expect(read.map(({ quantity }) => quantity)).toEqual([3, undefined, undefined, undefined, undefined]);
  });

  it.each([
    ['view_item', undefined],
    ['view_item', { items: 'x'.repeat(300) }],
    ['purchase', { items: [{}] }],
    ['search', {}],
    ['search', { search_term: { text: 'lamp' } }],
  ])('%s %j is none, and says so', (name, params) => {
    expect(readGa4Event(name, params).map(isComplete)).toEqual([false]);
  });

  it('cuts a search that is too long', () => {
    expect(readGa4Event('search', { search_term: 'lamp '.repeat(100) })[0]!.query).toHaveLength(256);
  });

  it('leaves out the name of a list that is too long', () => {
    expect(readGa4Event('view_item_list', { item_list_id: 'x'.repeat(300), items: ['a'] })).toEqual([
      { type: 'view_item_list', itemIds: ['a'] },
    ]);
  });
});
