import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  hitRate,
  mrr,
  ndcg,
  precision,
  rankOfTarget,
  ranksOfTargets,
  recall,
} from '../../src/ranking/metrics.js';

const scores = fc.array(fc.double(), { minLength: 1, maxLength: 30 });
const ranks = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
const cutoff = fc.integer({ min: 1, max: 60 });

describe('rankOfTarget', () => {
  it('counts the candidates that score higher', () => {
    expect(rankOfTarget([0.1, 0.9, 0.5, 0.3], 3)).toBe(3);
    expect(rankOfTarget(Float32Array.of(4, 1, 2), 0)).toBe(1);
  });

  it('counts ties against the target', () => {
    expect(rankOfTarget([1, 1, 1, 1], 0)).toBe(4);
    expect(rankOfTarget([1, 1, 1, 1], 3)).toBe(4);
  });

  it('takes a target that scores NaN, or is no candidate, for a miss', () => {
    expect(rankOfTarget([Number.NaN, 0, 1], 0)).toBe(Number.POSITIVE_INFINITY);
    expect(rankOfTarget([0, 1], 2)).toBe(Number.POSITIVE_INFINITY);
    expect(rankOfTarget([0, 1], -1)).toBe(Number.POSITIVE_INFINITY);
    expect(rankOfTarget([0, Number.NEGATIVE_INFINITY], 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('lets a competitor that scores NaN stand before the target', () => {
    expect(rankOfTarget([Number.NaN, 5, Number.NaN, 1], 1)).toBe(3);
  });

  it('leaves out of the race what scores -Infinity', () => {
    expect(rankOfTarget([Number.NEGATIVE_INFINITY, -8, Number.NEGATIVE_INFINITY], 1)).toBe(1);
  });

  it('is one more than the others that a stable sort could put first', () => {
    fc.assert(
      fc.property(scores, fc.nat(), (values, n) => {
        const target = n % values.length;
        const others = values.filter((_, i) => i !== target);
        const expected = 1 + others.filter((value) => Number.isNaN(value) || value >= values[target]).length;
        const isCandidate = values[target] > Number.NEGATIVE_INFINITY;
        expect(rankOfTarget(values, target)).toBe(isCandidate ? expected : Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('ranks several targets each by itself', () => {
    expect(ranksOfTargets([3, 2, 1], [2, 0])).toEqual([3, 1]);
    expect(ranksOfTargets([2, 2, 1], [0, 1])).toEqual([2, 2]);
  });
});

describe('the measures of one case', () => {
  it('follow their formulas on one target', () => {
    expect([1, 3, 10, 11].map((rank) => hitRate([rank], 10))).toEqual([1, 1, 1, 0]);
    expect([1, 4, 11].map((rank) => mrr([rank], 10))).toEqual([1, 0.25, 0]);
    expect([1, 3, 7, 11].map((rank) => ndcg([rank], 10))).toEqual([1, 0.5, 1 / 3, 0]);
    expect([10, 11].map((rank) => recall([rank], 10))).toEqual([1, 0]);
    expect([10, 11].map((rank) => precision([rank], 10))).toEqual([0.1, 0]);
    expect([1, 4, 11].map((rank) => averagePrecision([rank], 10))).toEqual([1, 0.25, 0]);
  });

  it('follow their formulas on several targets', () => {
    expect(recall([1, 4, 30], 5)).toBeCloseTo(2 / 3, 12);
    expect(precision([1, 4, 30], 5)).toBe(0.4);
    expect(mrr([30, 4, 5], 5)).toBe(0.25);
    // precision 1/2 at the first found, 2/4 at the second; three of them could have been among five
    expect(averagePrecision([4, 30, 2], 5)).toBeCloseTo((1 / 2 + 2 / 4) / 3, 12);
    // at k = 2 no more than two of the three could have been found
    expect(averagePrecision([1, 2, 3], 2)).toBe(1);
    expect(hitRate([30, 4], 3)).toBe(0);
    // gains 1/log2(2) + 1/log2(4) = 1.5 over 1/log2(2) + 1/log2(3) + 1/log2(4) = 2.1309298
    expect(ndcg([1, 3, 30], 5)).toBeCloseTo(0.7039181, 6);
    // at k = 1 one target at the top is the best there can be
    expect(ndcg([1, 2, 3], 1)).toBe(1);
  });

  it('give nothing for a miss or for no target', () => {
    for (const measure of [hitRate, recall, precision, mrr, ndcg, averagePrecision]) {
      expect(measure([Number.POSITIVE_INFINITY], 20)).toBe(0);
      expect(measure([], 20)).toBe(0);
    }
  });

  it('lie in [0, 1], grow with k and shrink as a rank worsens', () => {
    fc.assert(
      fc.property(ranks, cutoff, (places, k) => {
        const distinct = [...new Set(places)];
        const worse = distinct.map((rank) => rank + 1);
        for (const measure of [hitRate, recall, precision, mrr, ndcg, averagePrecision]) {
          expect(measure(distinct, k)).toBeGreaterThanOrEqual(0);
          expect(measure(distinct, k)).toBeLessThanOrEqual(1 + 1e-12);
          expect(measure(worse, k)).toBeLessThanOrEqual(measure(distinct, k));
        }
        for (const measure of [hitRate, recall, mrr]) {
          expect(measure(distinct, k + 1)).toBeGreaterThanOrEqual(measure(distinct, k));
        }
      }),
    );
  });
});
