import { describe, expect, it } from 'vitest';
import { swapStarts } from '../../../src/clusters/algorithms/swap-starts.js';
import { nearestCentroids } from '../../../src/clusters/points/nearest-centroids.js';
import { createRandom } from '../../../src/random.js';

/** Four groups of five on a line, at 0, 100, 200 and 300. */
const line = Float32Array.from({ length: 20 }, (_, i) => 100 * Math.floor(i / 5) + (i % 5));

describe('swapStarts', () => {
  it('moves one of two centroids in a group to the group that has none', () => {
    const start = Float64Array.of(0, 3, 102, 202);
    const found = swapStarts(line, 1, start, 50, createRandom(1));
    expect([...found].map((value) => Math.floor(value / 100)).sort()).toEqual([0, 1, 2, 3]);
    expect(found).toBe(start);
  });

  it('leaves a start that no point betters, and one without any distance left', () => {
    const best = [2, 102, 202, 302];
    expect([...swapStarts(line, 1, Float64Array.from(best), 100, createRandom(2))]).toEqual(best);
    expect([...swapStarts(Float32Array.of(4, 4), 1, Float64Array.of(4), 10, createRandom(2))]).toEqual([4]);
  });

  it('never raises the inertia', () => {
    const random = createRandom(3);
    const cloud = Float32Array.from({ length: 400 }, () => random.normal());
    const inertiaOf = (centroids: Float64Array) => {
      const distances = new Float64Array(200);
      nearestCentroids(cloud, 2, centroids, new Int32Array(200), distances);
      return distances.reduce((sum, distance) => sum + distance, 0);
    };
    let start: Float64Array = Float64Array.from(cloud.subarray(0, 12));
    let before = inertiaOf(start);
    for (let trial = 0; trial < 40; trial++) {
      start = swapStarts(cloud, 2, start, 1, random);
      expect(inertiaOf(start)).toBeLessThanOrEqual(before);
      before = inertiaOf(start);
    }
    expect(before).toBeLessThan(inertiaOf(Float64Array.from(cloud.subarray(0, 12))));
  });
});
