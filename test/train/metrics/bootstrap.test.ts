import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { bootstrapMeans, middle95, type ShopperSums } from '../../../src/train/metrics/bootstrap.js';

/** Shoppers with one measure: the sum over their cases, and how many these are. */
const shoppers = (...rows: [sum: number, count: number][]): ShopperSums => ({
  names: ['hitRate@1'],
  rows: new Map(
    rows.map(([sum, count], i) => [`s${i}`, { sums: Float64Array.of(sum), counts: Float64Array.of(count) }]),
  ),
});

describe('bootstrapMeans', () => {
  it('draws shoppers with all of their cases', () => {
    // One has ten misses, one a hit: two draws give 0 (both the first), 1/11 or 1, and never a share of the ten.
    const [means] = bootstrapMeans([shoppers([0, 10], [1, 1])], createRandom(1), 200);
    const counts = [0, 1 / 11, 1].map((mean) => means.filter((value) => value === mean).length);
    expect(counts.reduce((a, b) => a + b)).toBe(200);
    // 1/4, 1/2 and 1/4 of 200 draws, give or take four standard deviations.
    expect(counts[0]).toBeGreaterThan(26);
    expect(counts[0]).toBeLessThan(74);
    expect(counts[1]).toBeGreaterThan(72);
    expect(counts[1]).toBeLessThan(128);
  });

  it('shows every method the same draws', () => {
    const rows = Array.from({ length: 30 }, (_, i): [number, number] => [i % 3 === 0 ? 1 : 0, 1]);
    const better = rows.map(([sum, count]): [number, number] => [sum + 0.25, count]);
    const [one, other] = bootstrapMeans([shoppers(...rows), shoppers(...better)], createRandom(2), 50);
    expect([...other].map((value, i) => Number((value - one[i]).toFixed(12)))).toEqual(new Array(50).fill(0.25));
    expect(new Set(one).size).toBeGreaterThan(5);
  });

  it('comes to the spread that theory gives', () => {
    const n = 400;
    const rows = Array.from({ length: n }, (_, i): [number, number] => [i < n / 4 ? 1 : 0, 1]);
    const [means] = bootstrapMeans([shoppers(...rows)], createRandom(3));
    const [low, high] = middle95(means);
    const expected = 2 * 1.96 * Math.sqrt((0.25 * 0.75) / n);
    expect((high - low) / expected).toBeGreaterThan(0.9);
    expect((high - low) / expected).toBeLessThan(1.1);
  });
});

describe('middle95', () => {
  it('leaves 2.5 % on either side, between order statistics', () => {
    expect(middle95(Float64Array.from({ length: 41 }, (_, i) => 40 - i))).toEqual([1, 39]);
    // numpy.quantile([0, 1, 2, 3], [.025, .975])
    const [low, high] = middle95(Float64Array.of(3, 1, 0, 2));
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.075', '2.925']);
  });

  it('passes over draws without a case', () => {
    expect(middle95(Float64Array.of(Number.NaN, 1, 1))).toEqual([1, 1]);
    expect(middle95(Float64Array.of(Number.NaN))).toEqual([Number.NaN, Number.NaN]);
  });
});
