import { describe, expect, it } from 'vitest';
import { shoppersBefore } from '../../src/train/shoppers-before.js';

const step = (item: number, time: number, session: number) => ({ item, time, session });

describe('shoppersBefore', () => {
  it('keeps the sessions that had begun, whole, and leaves out who had none', () => {
    const early = { id: 'early', steps: [step(1, 10, 0), step(2, 95, 1), step(3, 105, 1), step(4, 300, 2)] };
    const late = { id: 'late', steps: [step(1, 100, 0)] };
    expect(shoppersBefore([early, late], 100)).toEqual([{ id: 'early', steps: early.steps.slice(0, 3) }]);
  });

  it('keeps everything before a later time', () => {
    const shopper = { id: 'a', steps: [step(1, 10, 0)] };
    expect(shoppersBefore([shopper], 11)).toEqual([shopper]);
    expect(shoppersBefore([shopper], 10)).toEqual([]);
  });
});
