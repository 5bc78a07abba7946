import { describe, expect, it } from 'vitest';
import { measureBalance } from '../../../../src/train/cluster-lab/judging/balance.js';

describe('measureBalance', () => {
  it('is the entropy of the sizes over that of equal ones', () => {
    // 3/4 and 1/4: 0.811 bits
    expect(measureBalance(Int32Array.of(0, 0, 0, 1), 2)).toEqual({
      sizes: [3, 1],
      smallestShare: 0.25,
      noiseShare: 0,
      evenness: expect.closeTo(0.811278, 6),
    });
  });

  it('counts noise against a clustering', () => {
    expect(measureBalance(Int32Array.of(0, -1, 1, -1), 2)).toEqual({
      sizes: [1, 1],
      smallestShare: 0.25,
      noiseShare: 0.5,
      evenness: 0.5,
    });
  });

  it.each([
    ['one cluster', Int32Array.of(0, 0), 1],
    ['noise alone', Int32Array.of(-1, -1), 2],
    ['no cluster', Int32Array.of(-1), 0],
  ])('is 0 for %s', (_, labels, nClusters) => {
    expect(measureBalance(labels, nClusters).evenness).toBe(0);
  });
});
