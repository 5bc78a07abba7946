import { describe, expect, it } from 'vitest';
import { nStepBuckets, nTimeBuckets, stepBucket, timeBucket } from '../../src/sequence/distance.js';

const day = 24 * 60 * 60 * 1000;

describe('stepBucket', () => {
  it('gives near distances a bucket each and far ones half octaves', () => {
    expect([0, 1, 7, 8, 11, 12, 15, 16, 1000].map(stepBucket)).toEqual([0, 1, 7, 8, 8, 9, 9, 10, 15]);
  });

  it('never falls as the distance grows, and stays within its buckets', () => {
    const buckets = Array.from({ length: 500 }, (_, distance) => stepBucket(distance));
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    expect(new Set(buckets).size).toBe(nStepBuckets);
  });
});

describe('timeBucket', () => {
  it('tells at once, seconds, minutes, days and months apart', () => {
    expect([0, 5_000, 60_000, day, 365 * day].map(timeBucket)).toEqual([0, 1, 3, 7, nTimeBuckets - 1]);
  });

  it('takes a clock that was set back as no distance', () => {
    expect(timeBucket(-5000)).toBe(0);
  });
});
