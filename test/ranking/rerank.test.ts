import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RerankOptions, rerank } from '../../src/ranking/rerank.js';
import type { ScoreTable } from '../../src/ranking/score-table.js';
import { tableOf } from './table.js';

const orderOf = (itemIds: string[], table: ScoreTable, options?: RerankOptions) =>
  rerank(itemIds, table, options).order;

describe('rerank', () => {
  it('puts higher scores first', () => {
    expect(orderOf(['a', 'b', 'c'], tableOf({ a: 1, b: 3, c: 2 }))).toEqual([1, 2, 0]);
  });

  it('keeps the shop order among equal scores', () => {
    expect(orderOf(['a', 'b', 'c'], tableOf({ a: 1, b: 1, c: 2 }))).toEqual([2, 0, 1]);
  });

  it('leaves items that the model does not know in their places', () => {
    expect(orderOf(['a', 'unknown', 'b'], tableOf({ a: 1, b: 2 }))).toEqual([2, 1, 0]);
  });

  it('leaves pinned items in their places', () => {
    const order = orderOf(['a', 'b', 'c'], tableOf({ a: 1, b: 2, c: 3 }), { pinned: new Set(['a']) });
    expect(order).toEqual([0, 2, 1]);
  });

  it('lets the position weight hold an item that scores a little less in front', () => {
    // log2(2) - log2(3) = -0.585: b must lead by more than that to pass a.
    const close = tableOf({ a: 1, b: 1.5 });
    expect(orderOf(['a', 'b'], close)).toEqual([1, 0]);
    expect(orderOf(['a', 'b'], close, { positionWeight: 1 })).toEqual([0, 1]);
    expect(orderOf(['a', 'b'], tableOf({ a: 1, b: 1.6 }), { positionWeight: 1 })).toEqual([1, 0]);
  });

  it('goes by the places of the shop in a list that was ordered before: for the weight, and for ties', () => {
    const close = tableOf({ a: 1, b: 1.5, c: 1.5 });
    // As above, a stood first in the shop's order: asked for again, it stays before b.
    expect(orderOf(['b', 'a'], close, { positionWeight: 1, places: [1, 0] })).toEqual([1, 0]);
    expect(orderOf(['c', 'b'], close, { places: [1, 0] })).toEqual([1, 0]);
  });

  it('does not drift: what it has ordered stands when it is asked for again by the places of the shop', () => {
    const score = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 30 }), (drawn) => {
        const ids = drawn.map((_, i) => `${i}`);
        const table = tableOf(Object.fromEntries(ids.map((id, i) => [id, drawn[i]!])));
        const once = orderOf(ids, table, { positionWeight: 1 });
        const again = orderOf(
          once.map((place) => ids[place]!),
          table,
          { positionWeight: 1, places: once },
        );
        expect(again).toEqual(ids.map((_, place) => place));
      }),
    );
  });

  it('treats an item whose score is not a number as unknown', () => {
    expect(orderOf(['a', 'broken', 'b'], tableOf({ a: 1, broken: Number.NaN, b: 2 }))).toEqual([2, 1, 0]);
  });

  it('tells the scores that it went by, in the order of the shop', () => {
    const { scores } = rerank(['a', 'unknown', 'b'], tableOf({ a: 1, b: 2 }), { positionWeight: 1 });
    expect(scores).toEqual([0, Number.NaN, 0]); // 1 - log2(2) and 2 - log2(4)
  });

  it('is always a permutation that holds pinned and unknown items in place', () => {
    const ids = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 30 });
    const page = fc.array(fc.string({ maxLength: 3 }), { maxLength: 40 });
    fc.assert(
      fc.property(ids, page, fc.array(fc.float()), ids, (known, shown, scores, pinnedIds) => {
        const table = tableOf(
          Object.fromEntries(known.map((id, i) => [`i${id}`, scores[i % (scores.length || 1)] ?? 0])),
        );
        const itemIds = shown.map((id) => `i${id}`);
        const pinned = new Set(pinnedIds.map((id) => `i${id}`));
        const order = orderOf(itemIds, table, { pinned, positionWeight: 0.1 });
        expect([...order].sort((a, b) => a - b)).toEqual(itemIds.map((_, place) => place));
        itemIds.forEach((id, place) => {
          if (pinned.has(id) || !table.itemIds.includes(id)) expect(order[place]).toBe(place);
        });
      }),
    );
  });
});
