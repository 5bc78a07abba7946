import { describe, expect, it } from 'vitest';
import type { Catalogue, Product } from '../../demo/shop/catalogue.js';
import { formatPrice } from '../../demo/shop/money.js';
import { reasonOf } from '../../demo/shop/reasons.js';
import { searchProducts } from '../../demo/shop/search-products.js';
import { sortProducts } from '../../demo/shop/sort-products.js';
import { typicalPicture } from '../../demo/shop/typical-picture.js';
import type { Explanation } from '../../src/index.js';

const product = (id: string, title: string, price: number, thing = 'mug'): Product => ({
  id,
  title,
  price,
  category: 'Tea & Tableware',
  orders: 1,
  picture: { thing, motif: null, tint: 'red', pattern: 'plain', copies: 1 },
});
const products = [
  product('1', 'Red Spotty Mug', 295),
  product('2', 'Blue Lunch Bag', 165, 'lunchbag'),
  product('3', 'Antique Mug', 850),
];

describe('sortProducts', () => {
  const ids = (sorted: Product[]) => sorted.map(({ id }) => id).join('');

  it('keeps the popular order for featured', () => {
    expect(ids(sortProducts(products, 'featured'))).toBe('123');
  });

  it('sorts by price and by title', () => {
    expect(ids(sortProducts(products, 'cheapest'))).toBe('213');
    expect(ids(sortProducts(products, 'dearest'))).toBe('312');
    expect(ids(sortProducts(products, 'title'))).toBe('321');
  });
});

describe('searchProducts', () => {
  const found = (query: string) => searchProducts(products, query).map(({ id }) => id);

  it('wants all words, then any', () => {
    expect(found('red mug')).toEqual(['1']);
    expect(found('red zeppelin')).toEqual(['1']);
  });

  it('forgives a typing mistake and finds beginnings', () => {
    expect(found('anteque')).toEqual(['3']);
    expect(found('lun')).toEqual(['2']);
  });

  it('finds nothing for what is not there', () => {
    expect(found('zeppelin')).toEqual([]);
  });
});

describe('reasonOf', () => {
  const catalogue: Catalogue = { products, categories: [], byId: new Map(products.map((one) => [one.id, one])) };
  const none = { sequence: 0, cluster: 0, repeat: 0, position: 0 };
  const explain = (changes: Partial<Explanation>): Explanation => ({
    itemId: '1',
    from: 5,
    to: 0,
    parts: none,
    because: null,
    ...changes,
  });

  it('names what the shopper looked at', () => {
    expect(reasonOf(explain({ because: '3' }), catalogue)).toBe('Because you looked at Antique Mug');
  });

  it('says that the item itself was looked at', () => {
    expect(reasonOf(explain({ because: '3', parts: { ...none, repeat: 0.3 } }), catalogue)).toBe(
      'You looked at this before',
    );
  });

  it('gives no reason to an item that did not move up, or that nothing explains', () => {
    expect(reasonOf(explain({ because: '3', from: 0 }), catalogue)).toBe('');
    expect(reasonOf(explain({}), catalogue)).toBe('');
    expect(reasonOf(explain({ because: 'no longer sold' }), catalogue)).toBe('');
  });
});

describe('typicalPicture', () => {
  it('shows the most frequent thing of a category, by its most popular product', () => {
    expect(typicalPicture([products[1], products[0], products[2]])).toBe(products[0].picture);
  });
});

describe('formatPrice', () => {
  it('shows pounds and pence', () => {
    expect(formatPrice(295)).toBe('£2.95');
    expect(formatPrice(12500)).toBe('£125.00');
  });
});
