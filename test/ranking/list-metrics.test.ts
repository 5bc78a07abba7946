import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage, intraListDiversity, novelty, selfInformation, topItems } from '../../src/ranking/list-metrics.js';

describe('coverage and topItems', () => {
  it('counts each item that any case was shown once', () => {
    expect(coverage([[0, 1], [1, 2], []], 4)).toBe(0.75);
    expect(coverage([], 4)).toBe(0);
    expect(coverage([], 0)).toBe(0);
  });

  it('lists the best first, a tie to the lower index, without broken or barred candidates', () => {
    expect(topItems([0.2, 0.9, Number.NaN, 0.9, Number.NEGATIVE_INFINITY], 2)).toEqual([1, 3]);
    expect(topItems([0.2, Number.NEGATIVE_INFINITY], 5)).toEqual([0]);
    expect(topItems([1, 2], 0)).toEqual([]);
  });

  it('agrees with sorting everything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }), fc.nat(12), (values, k) => {
        const sorted = values.map((_, i) => i).sort((a, b) => values[b] - values[a] || a - b);
        expect(topItems(values, k)).toEqual(sorted.slice(0, k));
      }),
    );
  });
});

describe('novelty', () => {
  it('is the mean information of what is shown, in bits', () => {
    // shares (5 + 1) / 8, (1 + 1) / 8 and (0 + 1) / 9 with one more item
    expect([...selfInformation([5, 1])].map((bits) => Number(bits.toFixed(4)))).toEqual([0.415, 2]);
    expect(selfInformation([5, 1, 0])[2]).toBeCloseTo(Math.log2(9), 12);
    expect(novelty(Float64Array.of(1, 3, 100), [0, 1])).toBe(2);
    expect(novelty(Float64Array.of(1), [])).toBe(0);
  });
});

describe('intraListDiversity', () => {
  const similarities: Record<string, number> = { '0,1': 1, '0,2': 0.5, '1,2': 0 };
  const similarity = (a: number, b: number) => similarities[[a, b].sort().join()];

  it('is one less the mean similarity of all pairs of the first k', () => {
    expect(intraListDiversity([2, 0, 1], [3, 2], similarity)).toEqual([0.5, 0.5]);
    expect(intraListDiversity([0, 1, 2], [2], similarity)).toEqual([0]);
  });

  it('counts the pairs there are where the list is shorter than k', () => {
    expect(intraListDiversity([1, 2], [10, 1], similarity)).toEqual([1, 0]);
    expect(intraListDiversity([], [5], similarity)).toEqual([0]);
  });
});
