import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../../../src/clusters/judging/adjusted-rand.js';
import { softAssignment } from '../../../../src/clusters/placing/soft-assignment.js';
import { createRandom } from '../../../../src/random.js';
import { clusterByHead } from '../../../../src/train/cluster-lab/deep/linear-head.js';
import { describeClusterer } from '../../../contracts/clusterer.contract.js';

describeClusterer({
  name: 'deep clustering by a linear head',
  takesCount: true,
  cluster: (points, size, nClusters) => clusterByHead(points, size, { nClusters }),
});

/** Two groups of forty, apart along the first number; the second spreads as much and tells nothing. */
const random = createRandom(2);
const cloud = Float32Array.from({ length: 160 }, (_, p) =>
  p % 2 === 0 ? (p < 80 ? -2 : 2) + 0.5 * random.normal() : 2 * random.normal(),
);
const truth = Int32Array.from({ length: 80 }, (_, i) => (i < 40 ? 0 : 1));

const spread = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);

describe('clusterByHead', () => {
  const options = { nClusters: 2, epochs: 200, tol: 0, learningRate: 0.01 };

  it('is surer of the groups through its head than of the points as they are', () => {
    const { labels, head, prototypes, centroids } = clusterByHead(cloud, 2, { ...options, epochs: 50, tol: 0 });
    expect(adjustedRand(labels, truth)).toBeGreaterThan(0.9);
    const sureness = (points: Float32Array, clusters: typeof prototypes) => {
      const shares = softAssignment(points, clusters, 2);
      return labels.reduce((sum, label, i) => sum + shares[2 * i + label] / labels.length, 0);
    };
    const placed = cloud.map((value, p) => {
      const from = p - (p % 2);
      return value + cloud[from] * head[p % 2] + cloud[from + 1] * head[2 + (p % 2)];
    });
    expect(sureness(placed, prototypes)).toBeGreaterThan(sureness(cloud, { centroids, scale: prototypes.scale }));
  });

  it('moves points the less, the less clustering counts beside the guard', () => {
    const moved = (clusteringWeight: number) => spread(clusterByHead(cloud, 2, { ...options, clusteringWeight }).head);
    expect(moved(0.01)).toBeLessThan(0.5 * moved(10));
  });

  it('groups the same whatever the unit of the points', () => {
    const small = clusterByHead(
      cloud.map((value) => value / 1024),
      2,
      { nClusters: 2, epochs: 3 },
    );
    const large = clusterByHead(cloud, 2, { nClusters: 2, epochs: 3 });
    expect(small.labels).toEqual(large.labels);
    small.prototypes.centroids.forEach((value, p) => {
      expect(value * 1024).toBeCloseTo(large.prototypes.centroids[p], 3);
    });
  });

  it.each([
    ['no pass', { epochs: 0 }],
    ['a clustering loss that does not count', { clusteringWeight: 0 }],
    ['NaN as the learning rate', { learningRate: Number.NaN }],
    ['a negative tolerance', { tol: -1 }],
  ])('refuses %s', (_, wrong) => {
    expect(() => clusterByHead(cloud, 2, { nClusters: 2, ...wrong })).toThrow(
      expect.objectContaining({ name: 'VitrineError', code: 'OPTION_INVALID' }),
    );
  });

  it('stops with an error where numbers stop being numbers', () => {
    expect(() => clusterByHead(cloud, 2, { nClusters: 2, learningRate: 1e300 })).toThrow(
      expect.objectContaining({ code: 'TRAINING_DIVERGED', message: expect.stringContaining('lower learningRate') }),
    );
  });
});
