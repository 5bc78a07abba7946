import { describe, expect, it } from 'vitest';
import {
  readShopifyCatalogue,
  type ShopifyItem,
  shopifyId,
} from '../../../../src/storefront/sources/shopify/shopify-catalogue.js';
import { readShopifyEvent, readShopifySearch } from '../../../../src/storefront/sources/shopify/shopify-events.js';

const meta = {
  product: {
    id: 700,
    gid: 'gid://shopify/Product/700',
    vendor: 'V',
    variants: [
      { id: 7001, sku: 'MUG-R' },
      { id: 7002, sku: 'MUG-B' },
    ],
  },
  page: { pageType: 'product', resourceId: 700 },
};
const { find } = readShopifyCatalogue(meta);
const productOf = (item: ShopifyItem) => find(item).productId;

describe("Shopify's ids", () => {
  it.each([
    [700, '700'],
    ['700', '700'],
    ['gid://shopify/Product/700', '700'],
    ['gid://shopify/ProductVariant/7001?x=1', '7001'],
    ['gid://shopify/Product/', undefined],
    [null, undefined],
  ])('%j is %j', (id, expected) => {
    expect(shopifyId(id)).toBe(expected);
  });
});

describe("Shopify's page", () => {
  it('tells the product of a product page, and the product and article number of its variants', () => {
    expect(readShopifyCatalogue(meta).pageProduct?.productId).toBe('700');
    expect(find({ variantId: '7002' })).toEqual({ productId: '700', variantId: '7002', sku: 'MUG-B' });
    expect(find({ variantId: '1' })).toEqual({ variantId: '1' });
  });

  it('tells those of a collection, and that no product is viewed there', () => {
    const catalogue = readShopifyCatalogue({
      products: [meta.product, { id: 800, variants: [{ id: 8001 }] }],
      page: { pageType: 'collection' },
    });
    expect(catalogue.find({ variantId: '8001' }).productId).toBe('800');
    expect(catalogue.pageProduct).toBeUndefined();
  });

  it('tells nothing where it has nothing', () => {
    expect(readShopifyCatalogue(undefined).find({ variantId: '1' })).toEqual({ variantId: '1' });
    expect(readShopifyCatalogue({ page: { pageType: 'product' } }).pageProduct).toBeUndefined();
  });
});

describe('a standard storefront event', () => {
  const product = { id: 'gid://shopify/Product/700', title: 'Mug', selectedVariant: null };

  it.each([
    [{ type: 'shopify:product:view', context: 'page', product }, [{ type: 'view_item', itemId: '700' }]],
    [{ type: 'shopify:product:view', context: 'dialog', product }, [{ type: 'view_item', itemId: '700' }]],
    [
      { type: 'shopify:product:view', context: 'collection', product },
      [{ type: 'view_item_list', itemIds: ['700'], listId: 'collection' }],
    ],
    [
      {
        type: 'shopify:cart:lines-update',
        action: 'add',
        lines: [{ merchandiseId: 'gid://shopify/ProductVariant/7001', quantity: 2 }],
      },
      [{ type: 'add_to_cart', itemId: '700', quantity: 2 }],
    ],
    [
      {
        type: 'shopify:cart:lines-update',
        action: 'remove',
        lines: [
          { id: 'gid://shopify/CartLine/7002:5e1f', quantity: 0 },
          { id: 'gid://shopify/CartLine/9b2c-11', quantity: 0 },
        ],
      },
      [{ type: 'remove_from_cart', itemId: '700' }],
    ],
    [{ type: 'shopify:cart:lines-update', action: 'update', lines: [{ id: '7001:5e1f', quantity: 3 }] }, []],
    [
      { type: 'shopify:cart:lines-update', action: 'add', lines: [{ merchandiseId: 1 }] },
      [{ type: 'add_to_cart', itemId: undefined }],
    ],
    [{ type: 'shopify:cart:view' }, []],
  ])('%j is read', (event, expected) => {
    expect(readShopifyEvent(event, productOf)).toEqual(expected);
  });

  it('tells a search, and how much it found where that is known', () => {
    const event = { type: 'shopify:search:update', search: { query: 'mug' } };
    expect(readShopifySearch(event, { totalCount: 0 })).toEqual([{ type: 'search', query: 'mug', resultCount: 0 }]);
    expect(readShopifySearch(event, undefined)).toEqual([{ type: 'search', query: 'mug' }]);
    expect(readShopifySearch({ search: { query: '' } }, { totalCount: 9 })).toEqual([]);
  });
});
