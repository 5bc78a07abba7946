import { describe, expect, it } from 'vitest';
import { agglomerative } from '../../../src/clusters/algorithms/agglomerative.js';
import { dbscan } from '../../../src/clusters/algorithms/dbscan.js';
import { kMeans } from '../../../src/clusters/algorithms/k-means.js';
import { spectral } from '../../../src/clusters/algorithms/spectral.js';
import { adjustedRand } from '../../../src/clusters/judging/adjusted-rand.js';
import type { Clustering } from '../../../src/clusters/points/clustering.js';
import { type ClusterShape, clusterShapes, type Grouping, moons, varying } from '../cluster-shapes.js';

const fits: Record<Grouping, (shape: ClusterShape) => Clustering> = {
  kMeans: ({ points, size, nClusters }) => kMeans(points, size, { nClusters, nInit: 20, tol: 0 }),
  cosine: ({ points, size, nClusters }) => kMeans(points, size, { nClusters, metric: 'cosine', nInit: 20, tol: 0 }),
  dbscan: ({ points, size, eps, minSamples }) => dbscan(points, size, { eps, minSamples }),
  spectral: ({ points, size, nClusters }) => spectral(points, size, { nClusters }),
  ward: ({ points, size, nClusters }) => agglomerative(points, size, { nClusters, linkage: 'ward' }),
  average: ({ points, size, nClusters }) => agglomerative(points, size, { nClusters, linkage: 'average' }),
  complete: ({ points, size, nClusters }) => agglomerative(points, size, { nClusters, linkage: 'complete' }),
};

describe.each(clusterShapes)('on $name', (shape) => {
  // scikit-learn has no spherical k-means: its k-means on rows of length 1 is the same thing only where groups are narrow.
  const groupings = Object.keys(fits).filter((key) => key !== 'cosine' || shape.size > 2) as Grouping[];
  it.each(groupings)('%s finds the groups that scikit-learn finds', (grouping) => {
    const { labels } = fits[grouping](shape);
    const agreement = adjustedRand(labels, shape.labels[grouping]);
    expect(agreement).toBeGreaterThanOrEqual(shape.name === 'separated blobs' ? 1 : 0.95);
  });
});

describe('where groups are no balls', () => {
  it('density and the graph of neighbours tell two moons apart, and k-means does not', () => {
    expect(adjustedRand(fits.dbscan(moons).labels, moons.truth)).toBe(1);
    expect(adjustedRand(fits.spectral(moons).labels, moons.truth)).toBe(1);
    expect(adjustedRand(fits.kMeans(moons).labels, moons.truth)).toBeLessThan(0.5);
  });

  it('only density finds the strays', () => {
    const strays = (labels: ArrayLike<number>) => Array.from(labels).filter((label) => label === -1).length;
    expect(strays(fits.dbscan(varying).labels)).toBe(strays(varying.labels.dbscan));
    expect(strays(fits.dbscan(varying).labels)).toBeGreaterThan(5);
    expect(strays(fits.spectral(varying).labels)).toBe(0);
  });
});
