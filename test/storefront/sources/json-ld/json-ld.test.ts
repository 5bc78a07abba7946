import { describe, expect, it } from 'vitest';
import { readJsonLd } from '../../../../src/storefront/sources/json-ld/json-ld.js';

const read = (...data: unknown[]) => readJsonLd(data.map((value) => JSON.stringify(value)));

const lamp = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: ' Brass lamp ',
  sku: 'LAMP-1',
  brand: { '@type': 'Brand', name: 'Lumen' },
  category: ['Home', 'Lamps'],
  offers: { '@type': 'Offer', price: '39.50', priceCurrency: 'EUR' },
};
const described = { title: 'Brass lamp', brand: 'Lumen', category: 'Lamps', price: 39.5 };

describe('structured data', () => {
  it('tells a product and what it is', () => {
    expect(read(lamp)).toEqual([{ itemId: 'LAMP-1', description: described, url: undefined, isTop: true }]);
  });

  it.each([
    ['in a graph', { '@graph': [{ '@type': 'WebSite' }, lamp] }],
    ['in an array', [[lamp]]],
    ['as what the page is about', { '@type': 'WebPage', mainEntity: lamp }],
    ['under the full name of its type', { ...lamp, '@type': ['http://schema.org/Product', 'Thing'] }],
  ])('tells a product %s', (_, data) => {
    expect(read(data)).toMatchObject([{ itemId: 'LAMP-1', description: described, isTop: true }]);
  });

  it('tells the items of a list, but none of them as the page itself', () => {
    const list = {
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, item: lamp },
        { '@type': 'ListItem', position: 2, url: 'https://shop.test/2' },
        { ...lamp, sku: 'LAMP-2', name: 'Reed lamp' },
      ],
    };
    expect(read(list)).toMatchObject([
      { itemId: 'LAMP-1', isTop: false },
      { itemId: 'LAMP-2', isTop: false, description: { title: 'Reed lamp' } },
    ]);
  });

  it('tells a group of variants as one product, and each variant with what its group says', () => {
    const group = {
      '@type': 'ProductGroup',
      productGroupID: 'LAMP',
      name: 'Lamp',
      brand: 'Lumen',
      hasVariant: [
        { '@type': 'Product', sku: 'LAMP-R', name: 'Red lamp', offers: { price: 12 } },
        { '@type': 'Product', sku: 'LAMP-B' },
      ],
    };
    expect(read(group)).toMatchObject([
      { itemId: 'LAMP', isTop: true, description: { title: 'Lamp', brand: 'Lumen' } },
      { itemId: 'LAMP-R', isTop: false, description: { title: 'Red lamp', brand: 'Lumen', price: 12 } },
      { itemId: 'LAMP-B', isTop: false, description: { title: 'Lamp', brand: 'Lumen' } },
    ]);
  });

  it.each([
    ['lowest of several', { '@type': 'AggregateOffer', lowPrice: '9.90', highPrice: '20' }, 9.9],
    ['first of a list', [{ price: 5 }, { price: 6 }], 5],
    ['that of a specification', { priceSpecification: [{ price: '7' }] }, 7],
    ['none where it is no number', { price: 'from 9' }, undefined],
  ])('takes as the price the %s', (_, offers, price) => {
    expect(read({ ...lamp, offers })[0]!.description.price).toBe(price);
  });

  it.each([
    [
      'the page is no link',
      [{ name: 'Home', item: '/' }, { name: 'Lamps', item: '/lamps' }, { name: 'Brass lamp' }],
      'Lamps',
    ],
    [
      'the page is a link',
      [
        { name: 'Home', item: '/' },
        { name: 'Lamps', item: '/l' },
        { name: 'Brass lamp', item: '/p' },
      ],
      'Lamps',
    ],
    [
      'names stand inside',
      [{ item: { '@id': '/', name: 'Home' } }, { item: { '@id': '/l', name: 'Lamps' } }, { name: 'x' }],
      'Lamps',
    ],
  ])('takes the category from the crumbs where a product tells none, and %s', (_, itemListElement, category) => {
    const { category: _own, ...plain } = lamp;
    const crumbs = {
      '@type': 'BreadcrumbList',
      itemListElement: itemListElement.map((crumb) => ({ '@type': 'ListItem', ...crumb })),
    };
    expect(read(crumbs, plain)[0]!.description.category).toBe(category);
    expect(read(crumbs, lamp)[0]!.description.category).toBe('Lamps');
  });

  it.each([
    [{ productID: 7 }, '7'],
    [{ sku: 'S', mpn: 'M' }, 'S'],
    [{ gtin13: '4006381333931' }, '4006381333931'],
    [{ sku: 'x'.repeat(300) }, undefined],
  ])('knows a product with %j as %j', (ids, itemId) => {
    expect(read({ '@type': 'Product', name: 'Lamp', ...ids })[0]!.itemId).toBe(itemId);
  });

  it('passes over what is no JSON, no product, or endless', () => {
    let deep: object = lamp;
    for (let i = 0; i < 50; i++) deep = { mainEntity: deep };
    expect(
      readJsonLd(['{', '', 'null', '"x"', JSON.stringify({ '@type': 'Recipe', name: 'Soup' }), JSON.stringify(deep)]),
    ).toEqual([]);
    const many = Array.from({ length: 5000 }, (_, i) => ({ '@type': 'Product', sku: `s${i}` }));
    expect(read(many)).toHaveLength(2000);
  });
});
