import { describe, expect, it } from 'vitest';
import { cooccurrences } from '../../../src/train/item-item/cooccurrences.js';
import { fitCompanions } from '../../../src/train/item-item/fit-companions.js';
import { solveRidge } from '../../../src/train/numerics/solve-ridge.js';

const unordered = (sessions: number[][]) =>
  sessions.map((items, shopper) => ({ shopper, items, weight: 1, isOrdered: false }));

describe('cooccurrences', () => {
  it('counts shared sessions, the most similar item first', () => {
    const rows = cooccurrences(
      [
        [0, 1],
        [0, 1],
        [0, 2],
        [2, 3],
        [2, 3],
      ],
      4,
      2,
    );
    // Cosines with item 2 (3 sessions): item 3 has 2 / sqrt(3 * 2), item 0 has 1 / sqrt(3 * 3).
    expect(rows[2]).toEqual({ total: 3, items: Int32Array.of(3, 0), counts: Float32Array.of(2, 1) });
    expect(rows[1]).toEqual({ total: 2, items: Int32Array.of(0), counts: Float32Array.of(2) });
  });
});

describe('solveRidge', () => {
  it('solves a system that was solved by hand', () => {
    const [x, y] = solveRidge(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 7));
    expect(x).toBeCloseTo(1.25, 12);
    expect(y).toBeCloseTo(1.5, 12);
  });
});

const tableOf = (...asked: Parameters<typeof fitCompanions>) => fitCompanions(...asked).table;

describe('fitCompanions', () => {
  it('gives the ridge coefficients, computed by hand for two items', () => {
    // Item 1 on item 0: both 3 / (total of item 0: 4 + penalty 2); item 0 on item 1: 3 / (3 + 2).
    const sessions = [[0, 1], [0, 1], [0, 1], [0]];
    const { items, strengths } = tableOf(unordered(sessions), 2, {
      perItem: 1,
      nCandidates: 5,
      penalty: 2,
      orderShare: 0.5,
    });
    expect([...items]).toEqual([1, 0]);
    expect(strengths[0]).toBeCloseTo(3 / 6, 6);
    expect(strengths[1]).toBeCloseTo(3 / 5, 6);
  });

  it('lets an item that is merely popular explain nothing', () => {
    // Item 0 is in every session; 1 and 2 always come together.
    const sessions = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? [0, 1, 2] : [0, 3 + (i % 2)]));
    const { items, strengths } = tableOf(unordered(sessions), 5, {
      perItem: 2,
      nCandidates: 4,
      penalty: 1,
      orderShare: 0.5,
    });
    const strengthOf = (from: number, to: number) => {
      const i = [...items.subarray(2 * from, 2 * from + 2)].indexOf(to);
      return i < 0 ? 0 : strengths[2 * from + i];
    };
    expect(strengthOf(1, 2)).toBeGreaterThan(0.8);
    expect(strengthOf(0, 2)).toBeLessThan(0.1);
  });

  it("tells the way from one item to another, where the order is the shopper's", () => {
    // At the one split of [0, 1], 0 is past and 1 is future: 1 on 0 is (1 + 1) / (2 together + 2 past + 1), 0 on 1 half that.
    const sessions = [1, 1].map((weight, shopper) => ({ shopper, items: [0, 1], weight, isOrdered: true }));
    const { items, strengths } = tableOf(sessions, 2, {
      perItem: 1,
      nCandidates: 5,
      penalty: 1,
      orderShare: 0.5,
    });
    expect([...items]).toEqual([1, 0]);
    expect(strengths[0]).toBeCloseTo(2 / 3, 6);
    expect(strengths[1]).toBeCloseTo(1 / 2, 6);
  });

  it('draws towards what is known, and leaves that where the sessions do not speak of it', () => {
    // Item 1 on item 0: (3 together + penalty 2 * .9) / (4 + 2); item 2, which nobody met, keeps what it had.
    const prior = { perItem: 1, items: Int32Array.of(1, -1, 1), strengths: Float32Array.of(0.9, 0, 0.5) };
    const options = { perItem: 1, nCandidates: 5, penalty: 2, orderShare: 0.5, prior };
    const { items, strengths } = tableOf(unordered([[0, 1], [0, 1], [0, 1], [0]]), 4, options);
    expect([...items]).toEqual([1, 0, 1, -1]);
    expect(strengths[0]).toBeCloseTo(4.8 / 6, 6);
    expect(strengths[1]).toBeCloseTo(3 / 5, 6);
    expect(strengths[2]).toBeCloseTo(0.5, 6);
  });

  it('leaves places empty where an item has fewer companions', () => {
    const { items } = tableOf(unordered([[0, 1]]), 3, {
      perItem: 2,
      nCandidates: 4,
      penalty: 1,
      orderShare: 0.5,
    });
    expect([...items]).toEqual([1, -1, 0, -1, -1, -1]);
  });
});
