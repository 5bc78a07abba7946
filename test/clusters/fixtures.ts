import { readFileSync } from 'node:fs';

/** scikit-learn's answers on one set of points, made by test/fixtures/clusters.py. */
interface ClusterFixture {
  readonly name: string;
  readonly size: number;
  readonly nClusters: number;
  readonly points: Float32Array;
  readonly labels: Int32Array;
  readonly inertia: number;
  readonly centroids: readonly number[];
  readonly silhouette: number;
  readonly silhouettes: readonly number[];
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
}

type Stored = Omit<ClusterFixture, 'points' | 'labels'> & { points: number[]; labels: number[] };

const stored: Stored[] = JSON.parse(readFileSync(new URL('../fixtures/clusters.json', import.meta.url), 'utf8'));

export const clusterFixtures: readonly ClusterFixture[] = stored.map((fixture) => ({
  ...fixture,
  points: Float32Array.from(fixture.points),
  labels: Int32Array.from(fixture.labels),
}));
