import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stagesOf } from '../../../src/storefront/markup/stages.js';

describe('the stages from one order to another', () => {
  it('are the order itself where little moves, and where nothing does', () => {
    expect([...stagesOf(['a', 'b', 'c'], ['b', 'a', 'c'], 5)]).toEqual([['b', 'a', 'c']]);
    expect([...stagesOf(['a', 'b'], ['a', 'b'], 1)]).toEqual([['a', 'b']]);
    expect([...stagesOf([], [], 1)]).toEqual([[]]);
  });

  it('end in what is wanted, hold every item, and move no more at a time than they may', () => {
    const orders = fc.integer({ min: 1, max: 40 }).chain((n) => {
      const items = Array.from({ length: n }, (_, i) => i);
      const order = fc.shuffledSubarray(items, { minLength: n });
      return fc.record({ items: order, wanted: order, nPlaces: fc.integer({ min: 1, max: 8 }) });
    });
    fc.assert(
      fc.property(orders, ({ items, wanted, nPlaces }) => {
        let before = items;
        let last: number[] = [];
        for (const stage of stagesOf(items, wanted, nPlaces)) {
          expect([...stage].sort()).toEqual([...items].sort());
          const nMoved = stage.filter((item, place) => before[place] !== item).length;
          expect(nMoved).toBeLessThanOrEqual(2 * nPlaces);
          // The places from the front up to the last that was filled are as they are wanted.
          const nSame = stage.findIndex((item, place) => wanted[place] !== item);
          expect(nSame === -1 || nSame >= Math.min(nPlaces, items.length)).toBe(true);
          before = stage;
          last = stage;
        }
        expect(last).toEqual(wanted);
      }),
    );
  });
});
