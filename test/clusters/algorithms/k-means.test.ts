import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kMeans } from '../../../src/clusters/algorithms/k-means.js';
import { lloyd } from '../../../src/clusters/algorithms/lloyd.js';
import { assign } from '../../../src/clusters/placing/assign.js';
import { createRandom } from '../../../src/random.js';
import { clusterFixtures } from '../fixtures.js';

describe.each(clusterFixtures)('kMeans on $name', ({ points, size, nClusters, labels, inertia, centroids }) => {
  const found = kMeans(points, size, { nClusters, nInit: 20, tol: 0, seed: 1 });

  it('reaches the inertia that scikit-learn reaches', () => {
    expect(found.inertia / inertia).toBeCloseTo(1, 4);
  });

  it('gives the labels and centroids of scikit-learn, numbered in another order', () => {
    const renamed = new Map<number, number>();
    labels.forEach((label, i) => {
      if (!renamed.has(label)) renamed.set(label, found.labels[i]);
    });
    expect(renamed.size).toBe(nClusters);
    expect([...found.labels]).toEqual(Array.from(labels, (label) => renamed.get(label)));
    for (const [theirs, ours] of renamed) {
      for (let d = 0; d < size; d++) {
        expect(found.centroids[ours * size + d]).toBeCloseTo(centroids[theirs * size + d], 4);
      }
    }
  });
});

describe('kMeans', () => {
  const { points, size, nClusters } = clusterFixtures[1];

  it('is the same for the same seed, to the bit', () => {
    const options = { nClusters: 6, nInit: 1, seed: 9 };
    const [first, second] = [kMeans(points, size, options), kMeans(points, size, options)];
    expect(first).toEqual({ ...second, assign: first.assign });
  });

  it('never gets worse with more starts', () => {
    const inertiaOf = (nInit: number) => kMeans(points, size, { nClusters: 12, nInit, seed: 3 }).inertia;
    expect(inertiaOf(8)).toBeLessThanOrEqual(inertiaOf(1));
  });

  it('labels each point by its nearest centroid, and fills every cluster', () => {
    const random = createRandom(4);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 3 }), fc.nat(), (k, maxIter, seed) => {
        // coarse values, so that points coincide often; the first 12 are distinct
        const cloud = Float32Array.from({ length: 60 }, (_, i) => (i < 24 ? i : random.integer(4)));
        const { labels, centroids } = kMeans(cloud, 2, { nClusters: k, nInit: 1, maxIter, seed });
        expect(labels).toEqual(assign(cloud, centroids, 2));
        expect(new Set(labels).size).toBe(k);
      }),
    );
  });

  it('puts each distinct point into a cluster of its own when there are as many clusters', () => {
    const found = kMeans(Float32Array.of(5, 1, 5, 3, 1, 1), 1, { nClusters: 3 });
    expect(found.inertia).toBe(0);
    expect([...found.centroids].sort()).toEqual([1, 3, 5]);
  });

  it('takes the mean of all points for one cluster', () => {
    expect(kMeans(Float32Array.of(0, 0, 2, 4), 2, { nClusters: 1 })).toMatchObject({
      labels: Int32Array.of(0, 0),
      centroids: Float32Array.of(1, 2),
      inertia: 10,
    });
  });

  it.each([
    ['more clusters than distinct points', Float32Array.of(1, 1, 2, 2), 1, { nClusters: 3 }, 'DATA_TOO_SMALL'],
    ['all points equal', new Float32Array(8), 2, { nClusters: 2 }, 'DATA_TOO_SMALL'],
    ['no point', new Float32Array(), 2, { nClusters: 1 }, 'DATA_EMPTY'],
    ['a length that is no multiple of the size', new Float32Array(5), 2, { nClusters: 1 }, 'SHAPE_MISMATCH'],
    ['a size of 0', new Float32Array(4), 0, { nClusters: 1 }, 'SHAPE_MISMATCH'],
    ['NaN', Float32Array.of(1, Number.NaN), 1, { nClusters: 1 }, 'VALUE_NOT_FINITE'],
    ['an infinite value', Float32Array.of(1, Number.POSITIVE_INFINITY), 1, { nClusters: 1 }, 'VALUE_NOT_FINITE'],
    ['no cluster', points, size, { nClusters: 0 }, 'OPTION_INVALID'],
    ['half a cluster', points, size, { nClusters: 1.5 }, 'OPTION_INVALID'],
    ['no start', points, size, { nClusters, nInit: 0 }, 'OPTION_INVALID'],
    ['no round', points, size, { nClusters, maxIter: 0 }, 'OPTION_INVALID'],
    ['an empty batch', points, size, { nClusters, batchSize: 0 }, 'OPTION_INVALID'],
    ['an unknown metric', points, size, { nClusters, metric: 'manhattan' as 'cosine' }, 'OPTION_INVALID'],
    ['a negative tolerance', points, size, { nClusters, tol: -1 }, 'OPTION_INVALID'],
  ])('refuses %s', (_, values, width, options, code) => {
    expect(() => kMeans(values, width, options)).toThrow(expect.objectContaining({ name: 'VitrineError', code }));
  });
});

describe('kMeans of directions', () => {
  it('groups points by where they lie from the origin, however far', () => {
    const points = Float32Array.of(1, 0.1, 50, -4, 0.2, 3, -0.1, 70);
    const { labels, centroids, inertia, assign } = kMeans(points, 2, { nClusters: 2, metric: 'cosine' });
    expect([...labels]).toEqual([labels[0], labels[0], 1 - labels[0], 1 - labels[0]]);
    for (const c of [0, 1]) expect(Math.hypot(centroids[2 * c], centroids[2 * c + 1])).toBeCloseTo(1, 6);
    expect(inertia).toBeLessThan(0.02);
    expect([...assign(Float32Array.of(1e-3, 0, 0, 1e3))]).toEqual([labels[0], labels[2]]);
  });

  it('has a centroid in the direction of the sum of the directions, and inertia of 2 (1 - cosine)', () => {
    // unit vectors at 0° and 90°: the centroid at 45°
    const { centroids, inertia } = kMeans(Float32Array.of(2, 0, 0, 5), 2, { nClusters: 1, metric: 'cosine' });
    expect([...centroids]).toEqual([expect.closeTo(Math.SQRT1_2, 6), expect.closeTo(Math.SQRT1_2, 6)]);
    expect(inertia).toBeCloseTo(2 * 2 * (1 - Math.SQRT1_2), 5);
  });

  it('refuses the origin, which lies nowhere', () => {
    const origin = Float32Array.of(1, 1, 0, 0);
    const call = () => kMeans(origin, 2, { nClusters: 1, metric: 'cosine' });
    expect(call).toThrow(
      expect.objectContaining({ code: 'VALUE_NOT_FINITE', message: expect.stringMatching('point 1') }),
    );
  });
});

describe('kMeans in batches', () => {
  const random = createRandom(21);
  const centres = Float32Array.from({ length: 8 * 4 }, () => 6 * random.normal());
  const many = Float32Array.from(
    { length: 8000 * 4 },
    (_, p) => centres[4 * (Math.floor(p / 4) % 8) + (p % 4)] + random.normal(),
  );
  const options = { nClusters: 8, batchSize: 256, seed: 2 };

  it('comes close to what all points at a time reach', () => {
    const whole = kMeans(many, 4, { nClusters: 8, nInit: 4 }).inertia;
    const { inertia, labels, centroids } = kMeans(many, 4, options);
    expect(inertia / whole).toBeLessThan(1.02);
    expect(labels).toEqual(assign(many, centroids, 4));
  });

  it('is the same for the same seed, and needs no more points than clusters', () => {
    expect(kMeans(many, 4, options).centroids).toEqual(kMeans(many, 4, options).centroids);
    const few = kMeans(Float32Array.of(1, 5, 9), 1, { nClusters: 3, batchSize: 256 });
    expect(new Set(few.labels).size).toBe(3);
  });

  it('moves by directions where these count', () => {
    const { centroids } = kMeans(many, 4, { ...options, metric: 'cosine' });
    for (let c = 0; c < 8; c++) expect(Math.hypot(...centroids.subarray(4 * c, 4 * c + 4))).toBeCloseTo(1, 6);
  });
});

describe('lloyd', () => {
  it('moves a centroid that lost all its points to the farthest point', () => {
    const line = Float32Array.of(0, 1, 2, 30);
    expect([...lloyd(line, 1, Float64Array.of(0, 1000), { maxIter: 100, leastMove: 0 })]).toEqual([1, 30]);
  });

  it('never takes the only point of another cluster for it', () => {
    const line = Float32Array.of(0, 1, 2, 30);
    // 30 is the farthest from its centroid, 10, but alone there
    expect([...lloyd(line, 1, Float64Array.of(0, 10, 1000), { maxIter: 100, leastMove: 0 })]).toEqual([0.5, 30, 2]);
  });

  it('leaves its start as it was', () => {
    const start = Float64Array.of(0, 1);
    lloyd(Float32Array.of(0, 8, 9), 1, start, { maxIter: 10, leastMove: 0 });
    expect([...start]).toEqual([0, 1]);
  });
});
