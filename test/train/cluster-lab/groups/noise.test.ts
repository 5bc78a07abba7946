import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { algorithms } from '../../../../src/train/cluster-lab/groups/algorithms.js';
import { withoutOutliers } from '../../../../src/train/cluster-lab/groups/noise.js';

/** Fifty points about 0, fifty about 20, and one at 1,000. */
const random = createRandom(1);
const points = Float32Array.from([...Array.from({ length: 100 }, (_, i) => (i % 2) * 20 + random.normal()), 1000]);
const groupBy = (choice: Parameters<typeof withoutOutliers>[1]) =>
  withoutOutliers(algorithms['k-means'].group, choice)(points, 1, { nClusters: 2, seed: 1 });

describe('withoutOutliers', () => {
  it('keep: an outlier takes a cluster for itself', () => {
    expect(Math.max(...groupBy('keep').centroids)).toBe(1000);
  });

  it.each(['isolate', 'trim'] as const)('%s: clusters are those of the others, the outlier is noise', (choice) => {
    const { centroids, labels, assign } = groupBy(choice);
    expect([...centroids].sort((a, b) => a - b)).toEqual([expect.closeTo(0, 0), expect.closeTo(20, 0)]);
    expect(labels[100]).toBe(-1);
    expect(labels[0]).not.toBe(labels[1]);
    expect(assign(Float32Array.of(1000))[0]).toBe(assign(Float32Array.of(20))[0]);
  });
});
