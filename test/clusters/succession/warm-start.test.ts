import { describe, expect, it } from 'vitest';
import { kMeans } from '../../../src/clusters/algorithms/k-means.js';
import { warmStart } from '../../../src/clusters/succession/warm-start.js';

/** Three groups on a line, about 0, 100 and 300. */
const points = Float32Array.of(0, 2, 98, 100, 102, 300, 301, 302);

describe('warmStart', () => {
  it('keeps what there is where there are to be as many', () => {
    const before = Float32Array.of(1, 100, 300);
    expect(warmStart(points, 1, before, 3)).toEqual(before);
  });

  it('adds the point that lowers inertia most, behind the others', () => {
    // Of what 1 and 100 leave, 300 to 302 are farthest; 301 serves all three of them.
    expect([...warmStart(points, 1, Float32Array.of(1, 100), 3)]).toEqual([1, 100, 301]);
  });

  it('drops the one that is missed least', () => {
    // Without 101 the points about 100 go to 99, without 99 to 101; any other would cost thousands.
    const left = warmStart(points, 1, Float32Array.of(1, 99, 101, 301), 3);
    expect([[1, 99, 301].join(), [1, 101, 301].join()]).toContain([...left].join());
  });

  it('says when there is no room for another', () => {
    expect(() => warmStart(Float32Array.of(1, 1), 1, Float32Array.of(1), 2)).toThrow(
      /every point is one of 1 centroids/,
    );
  });
});

describe('kMeans from a start', () => {
  it('keeps the order of the centroids that it began with', () => {
    const start = Float32Array.of(250, 10, 90);
    const { centroids, labels } = kMeans(points, 1, { nClusters: 3, start });
    expect([...centroids]).toEqual([301, 1, 100]);
    expect([...labels]).toEqual([1, 1, 2, 2, 2, 0, 0, 0]);
    expect([...start]).toEqual([250, 10, 90]);
  });

  it('refuses one of another length, or with batches', () => {
    expect(() => kMeans(points, 1, { nClusters: 2, start: Float32Array.of(1) })).toThrow(
      /start is 1 values, expected 2 x 1/,
    );
    const batches = { nClusters: 1, start: Float32Array.of(1), batchSize: 4 };
    expect(() => kMeans(points, 1, batches)).toThrow(/no batchSize/);
  });
});
