import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clusteringLoss } from '../../../../src/train/cluster-lab/deep/clustering-loss.js';
import { targetDistribution } from '../../../../src/train/cluster-lab/deep/target-distribution.js';

/** PyTorch's answers, made by test/fixtures/deep-clustering.py. */
interface Answers {
  readonly nClusters: number;
  readonly size: number;
  readonly scale: number;
  readonly loss: number;
  readonly embeddings: number[];
  readonly centroids: number[];
  readonly shares: number[];
  readonly targets: number[];
  readonly byEmbeddings: number[];
  readonly byCentroids: number[];
}

const fixtures: Answers[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/deep-clustering.json', import.meta.url), 'utf8'),
);

const expectClose = (own: ArrayLike<number>, theirs: readonly number[], digits: number) => {
  expect(own).toHaveLength(theirs.length);
  theirs.forEach((value, p) => {
    expect(own[p]).toBeCloseTo(value, digits);
  });
};

describe('targetDistribution', () => {
  it('makes the sure surer', () => {
    // .75² / 1 and .25² / 1, of a sum of .625
    expect([...targetDistribution(Float64Array.of(0.75, 0.25, 0.25, 0.75), 2)]).toEqual([0.9, 0.1, 0.1, 0.9]);
  });

  it('leaves alone what all points share, however uneven', () => {
    // f = [1.4, .6]: .7² / 1.4 = .35 and .3² / .6 = .15
    const targets = targetDistribution(Float64Array.of(0.7, 0.3, 0.7, 0.3), 2);
    expectClose(targets, [0.7, 0.3, 0.7, 0.3], 12);
  });

  it.each(fixtures)('agrees with PyTorch on $nClusters clusters', ({ shares, targets, nClusters }) => {
    expectClose(targetDistribution(Float64Array.from(shares), nClusters), targets, 12);
  });
});

describe('clusteringLoss', () => {
  it('is the divergence of the assignment from its target, and falls along its gradients', () => {
    // One point at 0, prototypes at 0 and 2, scale 2: q = [.75, .25]
    const clusters = { centroids: Float32Array.of(0, 2), scale: 2 };
    const { loss, byEmbeddings, byCentroids } = clusteringLoss(
      Float32Array.of(0),
      clusters,
      Float64Array.of(0.9, 0.1),
      1,
    );
    expect(loss).toBeCloseTo(0.9 * Math.log(0.9 / 0.75) + 0.1 * Math.log(0.1 / 0.25), 12);
    // 2 / 2 · [1 · .15 · (0 - 0) + 1 / 3 · -.15 · (0 - 2)]
    expectClose(byEmbeddings, [0.1], 7);
    expectClose(byCentroids, [0, -0.1], 7);
  });

  it('is 0 on target', () => {
    const clusters = { centroids: Float32Array.of(0, 2), scale: 2 };
    const { loss, byEmbeddings } = clusteringLoss(Float32Array.of(0), clusters, Float64Array.of(0.75, 0.25), 1);
    expect(loss).toBe(0);
    expect([...byEmbeddings]).toEqual([0]);
  });

  it.each(fixtures)('has the gradients of PyTorch for $nClusters clusters in $size numbers', (fixture) => {
    const { embeddings, centroids, scale, size, targets } = fixture;
    const clusters = { centroids: Float32Array.from(centroids), scale };
    const own = clusteringLoss(Float32Array.from(embeddings), clusters, Float64Array.from(targets), size);
    expect(own.loss).toBeCloseTo(fixture.loss, 12);
    expectClose(own.byEmbeddings, fixture.byEmbeddings, 7);
    expectClose(own.byCentroids, fixture.byCentroids, 7);
  });
});
