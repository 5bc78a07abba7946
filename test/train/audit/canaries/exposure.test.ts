import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { chanceExposure, exposureOf } from '../../../../src/train/audit/canaries/exposure.js';

describe('exposureOf', () => {
  it.each([
    ['the first of four', 5, [1, 2, 3], 2],
    ['the second of four', 5, [1, 2, 9], 1],
    ['the last of four', 0, [1, 2, 9], 0],
    ['the first of 256', 1, new Array(255).fill(0), 8],
    ['tied with one of three others', 5, [5, 2, 1], 2 - Math.log2(1.5)],
    ['tied with all three others', 5, [5, 5, 5], 2 - Math.log2(2.5)],
  ])('is log2 |R| less log2 of the rank: %s', (_, score, others, bits) => {
    expect(exposureOf(score, others)).toBeCloseTo(bits, 12);
  });

  it('does not depend on the order of the others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), fc.integer(), (others, seed) => {
        const shuffled = createRandom(seed).shuffle([...others]);
        expect(exposureOf(5, shuffled)).toBe(exposureOf(5, others));
      }),
    );
  });
});

describe('chanceExposure', () => {
  it('is the mean over all ranks', () => {
    expect(chanceExposure(1)).toBe(0.5);
    // Ranks 1 to 4: 2, 1, 2 - log2 3 and 0 bits.
    expect(chanceExposure(3)).toBeCloseTo((5 - Math.log2(3)) / 4, 12);
  });

  it('comes to 1 / ln 2 among many', () => {
    expect(chanceExposure(100_000)).toBeCloseTo(1 / Math.LN2, 3);
  });
});
