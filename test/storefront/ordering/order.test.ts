import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOf } from '../../../src/storefront/ordering/ids-of.js';
import { isFor, placesIn, shopOrder } from '../../../src/storefront/ordering/order.js';

const swapped = { ids: ['a', 'b'], places: [1, 0] };

describe('placesIn', () => {
  it('is the shop’s order before there is another', () => {
    expect(placesIn(shopOrder, ['a', 'b', 'c'])).toEqual([0, 1, 2]);
  });

  it('keeps an order for the items that it was made for, and shows later ones behind it', () => {
    expect(placesIn(swapped, ['a', 'b'])).toEqual([1, 0]);
    expect(placesIn(swapped, ['a', 'b', 'c', 'd'])).toEqual([1, 0, 2, 3]);
  });

  it('takes no order that was made for other items', () => {
    expect(isFor(swapped, ['b', 'a'])).toBe(false);
    for (const ids of [['b', 'a'], ['a'], ['a', 'c'], []]) expect(placesIn(swapped, ids)).toEqual(ids.map((_, i) => i));
  });

  it('leaves out what a rule dropped', () => {
    expect(placesIn({ ids: ['a', 'b', 'c'], places: [2, 0] }, ['a', 'b', 'c', 'd'])).toEqual([2, 0, 3]);
  });

  it('is a permutation where nothing was dropped', () => {
    const lists = fc.tuple(fc.array(fc.string()), fc.array(fc.string()), fc.infiniteStream(fc.nat()));
    fc.assert(
      fc.property(lists, ([known, more, draws]) => {
        const places = known.map((_, i) => i).sort(() => ((draws.next().value ?? 0) % 3) - 1);
        const ids = [...known, ...more];
        expect([...placesIn({ ids: known, places }, ids)].sort((a, b) => a - b)).toEqual(ids.map((_, i) => i));
      }),
    );
  });
});

describe('idsOf', () => {
  it('reads ids as rerank does', () => {
    expect(idsOf(['a', 'b'])).toEqual(['a', 'b']);
    expect(idsOf([{ id: 'a' }, { id: 7 }])).toEqual(['a', '7']);
    expect(idsOf([{ sku: 'x' }], ({ sku }) => sku)).toEqual(['x']);
  });

  it('does not throw where the shop’s function does', () => {
    const broken = () => {
      throw new Error('no sku');
    };
    expect(idsOf([{}, {}], broken)).toEqual(['place 0', 'place 1']);
    expect(idsOf([null, undefined])).toEqual(['place 0', 'place 1']);
  });
});
