import { describe, expect, it } from 'vitest';
import { takeEvenly } from '../../../src/train/numerics/take-evenly.js';

describe('takeEvenly', () => {
  it('spreads what it takes over the list, in its order', () => {
    expect(takeEvenly([10, 11, 12, 13, 14, 15], 3)).toEqual([10, 12, 14]);
    expect(takeEvenly([0, 1, 2, 3, 4], 3)).toEqual([0, 1, 3]);
  });

  it('takes a short list whole', () => {
    const list = ['a', 'b'];
    expect(takeEvenly(list, 2)).toBe(list);
    expect(takeEvenly([], 2)).toEqual([]);
  });
});
