import { describe, expect, it } from 'vitest';
import { hasMoved } from '../../bench/page/judge-moves.mjs';
import { judgeOrder, topLength } from '../../bench/page/judge-order.mjs';

const shopOrder = Array.from({ length: 12 }, (_, i) => `item-${i}`);
const shoppers = shopOrder.toReversed();
const judge = (paintMs: number, ...orders: [at: number, ids: readonly string[]][]) =>
  judgeOrder({ orders: orders.map(([at, ids]) => ({ at, ids })), paintMs, shopOrder });

describe('the order of a list at first contentful paint', () => {
  it("is the shopper's where it changed before the paint, or with it", () => {
    expect(judge(100, [50, shopOrder], [80, shoppers])).toEqual({ verdict: 'at-paint', orderMs: 80 });
    expect(judge(80, [50, shopOrder], [80, shoppers])).toEqual({ verdict: 'at-paint', orderMs: 80 });
  });

  it('came later where the paint showed another one', () => {
    expect(judge(79, [50, shopOrder], [80, shoppers])).toEqual({ verdict: 'later', orderMs: 80 });
  });

  it("is the shop's where the end has the shop's top", () => {
    const end = [...shopOrder.slice(0, topLength), ...shopOrder.slice(topLength).reverse()];
    expect(judge(100, [50, shopOrder], [80, end])).toEqual({ verdict: 'never', orderMs: 50 });
    expect(judge(100, [50, shopOrder], [80, shoppers], [90, shopOrder])).toEqual({ verdict: 'never', orderMs: 90 });
  });

  it('is judged as far as the list was parsed', () => {
    expect(judge(60, [50, shoppers.slice(0, 3)], [80, shoppers])).toEqual({ verdict: 'at-paint', orderMs: 80 });
    expect(judge(60, [50, shopOrder.slice(0, 3)], [80, shoppers])).toEqual({ verdict: 'later', orderMs: 80 });
  });

  it('is told apart where no list was there', () => {
    expect(judge(40, [30, []], [50, shoppers])).toEqual({ verdict: 'after-paint', orderMs: 50 });
    expect(judge(40, [50, shopOrder], [80, shoppers])).toEqual({ verdict: 'later', orderMs: 80 });
  });

  it('is there once the top stays what it is in the end', () => {
    const tail = [...shoppers.slice(0, topLength), ...shoppers.slice(topLength).reverse()];
    expect(judge(100, [10, shoppers], [20, shopOrder], [30, shoppers], [40, tail]).orderMs).toBe(30);
  });
});

describe('items in view', () => {
  const at = (ms: number, ...items: [number, number, number][]) => ({ at: ms, items });

  it('moved where one stands elsewhere after the paint, even where it comes back', () => {
    expect(hasMoved([at(10, [0, 0, 0]), at(20, [0, 0, 40])], 15)).toBe(true);
    expect(hasMoved([at(10, [0, 0, 0]), at(20, [0, 0, 40]), at(30, [0, 0, 0])], 15)).toBe(true);
    expect(hasMoved([at(10, [0, 0, 0], [1, 0, 9]), at(20, [0, 0, 0])], 15)).toBe(true);
  });

  it('stay where nothing but what was not seen yet came or moved', () => {
    expect(hasMoved([at(10, [0, 0, 0]), at(14, [0, 0, 40]), at(20, [0, 0.4, 40])], 15)).toBe(false);
    expect(hasMoved([at(10, [0, 0, 0]), at(20, [0, 0, 0], [1, 50, 50])], 15)).toBe(false);
    expect(hasMoved([], 15)).toBe(false);
  });
});
