import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../../src/clusters/judging/adjusted-rand.js';
import { clusterShapes, type Grouping } from '../cluster-shapes.js';

describe('adjustedRand', () => {
  it.each(clusterShapes)('is that of scikit-learn on $name', ({ truth, labels, adjustedRand: expected }) => {
    for (const grouping of Object.keys(labels) as Grouping[]) {
      expect(adjustedRand(truth, labels[grouping])).toBeCloseTo(expected[grouping], 12);
    }
  });

  it('follows its formula by hand', () => {
    // one pair joined in both, two and one joined in each of 6: expected 2 / 6
    expect(adjustedRand([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo((1 - 1 / 3) / (1.5 - 1 / 3), 12);
    // no pair joined in both, two in each: expected 4 / 6
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
  });

  it('is 1 for the same groups under other numbers, and the same from both sides', () => {
    const labels = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(labels, labels, (a, b) => {
        expect(
          adjustedRand(
            a,
            Int32Array.from(a, (label) => 10 - 3 * label),
          ),
        ).toBe(1);
        const n = Math.min(a.length, b.length);
        const [first, second] = [a.slice(0, n), b.slice(0, n)];
        const forth = adjustedRand(first, second);
        expect(forth).toBeCloseTo(adjustedRand(second, first), 12);
        expect(forth).toBeLessThanOrEqual(1);
        expect(forth).toBeGreaterThanOrEqual(-1);
      }),
    );
  });

  it('is 1 where both join all points, or part all', () => {
    expect(adjustedRand([5, 5, 5], [0, 0, 0])).toBe(1);
    expect(adjustedRand([1, 2, 3], [3, 1, 2])).toBe(1);
    expect(adjustedRand([1], [7])).toBe(1);
  });

  it.each([
    ['labellings of different points', [0, 1], [0], 'SHAPE_MISMATCH'],
    ['no labels', [], [], 'DATA_EMPTY'],
  ])('refuses %s', (_, a, b, code) => {
    expect(() => adjustedRand(a, b)).toThrow(expect.objectContaining({ name: 'VitrineError', code }));
  });
});
