import { describe, expect, it } from 'vitest';
import { isComplete } from '../../../../src/storefront/host/draft.js';
import { readSegmentEvent } from '../../../../src/storefront/sources/segment/segment-events.js';

const products = [{ product_id: 'p1', sku: 'S-1', quantity: 2 }, { sku: 'S-2' }];

describe('an event of Segment', () => {
  it.each([
    [
      'Product List Viewed',
      { list_id: 'hot', category: 'Deals', products },
      [{ type: 'view_item_list', itemIds: ['p1', 'S-2'], listId: 'hot' }],
    ],
    [
      'Product List Viewed',
      { category: 'Deals', products },
      [{ type: 'view_item_list', itemIds: ['p1', 'S-2'], listId: 'Deals' }],
    ],
    ['Product Clicked', { product_id: 'p1', position: 3 }, [{ type: 'select_item', itemId: 'p1' }]],
    ['Product Viewed', { product_id: 'p1', sku: 'S-1', name: 'Lamp' }, [{ type: 'view_item', itemId: 'p1' }]],
    ['product viewed', { id: 9 }, [{ type: 'view_item', itemId: '9' }]],
    ['Products Searched', { query: 'blue lamp' }, [{ type: 'search', query: 'blue lamp' }]],
    [
      'Product Added',
      { cart_id: 'c', product_id: 'p1', quantity: 3 },
      [{ type: 'add_to_cart', itemId: 'p1', quantity: 3 }],
    ],
    ['Product Removed', { product_id: 'p1', quantity: 1 }, [{ type: 'remove_from_cart', itemId: 'p1', quantity: 1 }]],
    ['Product Added to Wishlist', { wishlist_id: 'w', product_id: 'p1' }, [{ type: 'add_to_wishlist', itemId: 'p1' }]],
    ['Cart Viewed', { cart_id: 'c', products }, [{ type: 'view_item_list', itemIds: ['p1', 'S-2'], listId: 'cart' }]],
    ['Checkout Started', { order_id: 'o', products }, [{ type: 'begin_checkout', itemIds: ['p1', 'S-2'] }]],
    ['Order Completed', { order_id: 'o', products }, [{ type: 'purchase', itemIds: ['p1', 'S-2'] }]],
    ['Signed Up', { plan: 'free' }, []],
    [undefined, products, []],
  ])('%s %j is read', (name, properties, expected) => {
    const drafts = readSegmentEvent(name, properties);
    expect(drafts).toEqual(expected);
    expect(drafts.every(isComplete)).toBe(true);
  });

  it('takes ids from where the shop says', () => {
    expect(readSegmentEvent('Product Viewed', { product_id: 'p1', sku: 'S-1' }, (product) => product.sku)).toEqual([
      { type: 'view_item', itemId: 'S-1' },
    ]);
  });

  it.each([
    ['Product Viewed', null],
    ['Order Completed', { order_id: 'o' }],
    ['Products Searched', { query: { text: 'lamp' } }],
  ])('%s %j is none, and says so', (name, properties) => {
    expect(readSegmentEvent(name, properties).map(isComplete)).toEqual([false]);
  });
});
