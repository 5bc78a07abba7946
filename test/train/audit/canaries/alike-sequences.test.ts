import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { createAlikeSequences } from '../../../../src/train/audit/canaries/alike-sequences.js';

describe('createAlikeSequences', () => {
  it('draws for each item one that is about as popular, and none twice', () => {
    // The higher its number, the more popular an item is.
    const draw = createAlikeSequences(
      Array.from({ length: 1000 }, (_, item) => item),
      createRandom(1),
    );
    for (let i = 0; i < 200; i++) {
      const drawn = draw([10, 500, 501, 990]);
      expect(new Set(drawn).size).toBe(4);
      [10, 500, 501, 990].forEach((item, place) => {
        expect(Math.abs(drawn[place] - item)).toBeLessThanOrEqual(50);
      });
    }
  });

  it('draws a sequence as long as the catalogue', () => {
    const drawn = createAlikeSequences([1, 2, 3], createRandom(1))([0, 1, 2]);
    expect(drawn.sort()).toEqual([0, 1, 2]);
  });
});
