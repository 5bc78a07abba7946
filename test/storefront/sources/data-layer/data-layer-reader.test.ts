import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDataLayerReader } from '../../../../src/storefront/sources/data-layer/data-layer-reader.js';

/** What the entries of a data layer tell, one after the other. */
function read(...entries: unknown[]) {
  return entries.flatMap(createDataLayerReader());
}

function gtag(..._: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: gtag pushes exactly this
  return arguments;
}

const view = { type: 'view_item', itemId: 'a' };

describe('an entry of a data layer', () => {
  it('is read as GTM is told, with items inside ecommerce or beside the event', () => {
    expect(read({ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } })).toEqual([view]);
    expect(read({ event: 'view_item', items: [{ item_id: 'a' }] })).toEqual([view]);
    expect(read({ event: 'search', search_term: 'lamp' })).toEqual([{ type: 'search', query: 'lamp' }]);
  });

  it('is read as gtag is told', () => {
    expect(read(gtag('event', 'view_item', { items: [{ item_id: 'a' }] }))).toEqual([view]);
    expect(read(['event', 'view_item', { items: [{ item_id: 'a' }] }])).toEqual([view]);
  });

  it('says nothing where it is about something else', () => {
    expect(
      read(
        { 'gtm.start': 1, event: 'gtm.js' },
        gtag('js', new Date(0)),
        gtag('config', 'G-1'),
        gtag('event', 'scroll', {}),
        { ecommerce: null },
        { ecommerce: { currency: 'EUR' } },
        () => {},
        null,
        'view_item',
        42,
      ),
    ).toEqual([]);
  });

  it('waits for its event where ecommerce comes alone, unless it is cleared', () => {
    const alone = { ecommerce: { items: [{ item_id: 'a' }] } };
    expect(read(alone, { event: 'view_item' })).toEqual([view]);
    expect(read(alone, { ecommerce: null }, { event: 'view_item' })).toEqual([{ type: 'view_item' }]);
    expect(read(alone, { event: 'view_item' }, { event: 'add_to_cart' }).at(-1)).toEqual({ type: 'add_to_cart' });
  });

  it.each([
    [
      { impressions: [{ id: 'a', list: 'Lamps', position: 1 }, { id: 'b' }] },
      [{ type: 'view_item_list', itemIds: ['a', 'b'], listId: 'Lamps' }],
    ],
    [
      { click: { actionField: { list: 'Lamps' }, products: [{ id: 'a' }] } },
      [{ type: 'select_item', itemId: 'a', listId: 'Lamps' }],
    ],
    [
      { impressions: [{ id: 'b' }], detail: { products: [{ id: 'a' }] } },
      [{ type: 'view_item_list', itemIds: ['b'] }, view],
    ],
    [{ add: { products: [{ id: 'a', quantity: 2 }] } }, [{ type: 'add_to_cart', itemId: 'a', quantity: 2 }]],
    [{ remove: { products: [{ id: 'a', quantity: 1 }] } }, [{ type: 'remove_from_cart', itemId: 'a', quantity: 1 }]],
    [{ checkout: { actionField: { step: 1 }, products: [{ id: 'a' }] } }, [{ type: 'begin_checkout', itemIds: ['a'] }]],
    [{ checkout: { actionField: { step: 2 }, products: [{ id: 'a' }] } }, []],
    [
      { purchase: { actionField: { id: 'T-1' }, products: [{ id: 'a' }, { id: 'b' }] } },
      [{ type: 'purchase', itemIds: ['a', 'b'] }],
    ],
    [{ promoView: { promotions: [{ id: 'summer' }] } }, []],
  ])('is read as enhanced e-commerce: %j', (ecommerce, expected) => {
    expect(read({ event: 'whatever', ecommerce })).toEqual(expected);
  });

  it('is read once where enhanced e-commerce names its event as GA4 does', () => {
    expect(read({ event: 'purchase', ecommerce: { purchase: { products: [{ id: 'a' }] } } })).toEqual([
      { type: 'purchase', itemIds: ['a'] },
    ]);
  });

  it('is never changed, and never throws by its own values', () => {
    const frozen = (value: unknown): unknown => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
      return value;
    };
    const name = fc.constantFrom('view_item', 'purchase', 'search', 'gtm.js');
    const entry = fc.record({
      event: name,
      ecommerce: fc.anything(),
      items: fc.anything(),
      search_term: fc.anything(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), entry), (value) => {
        expect(read(frozen(value))).toEqual(expect.any(Array));
      }),
    );
  });
});
