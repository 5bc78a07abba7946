import { readFileSync } from 'node:fs';

/** Algorithms, and linkages of the agglomerative one, that the fixture holds labels of. */
export type Grouping = 'kMeans' | 'cosine' | 'dbscan' | 'spectral' | 'ward' | 'average' | 'complete';

/** scikit-learn's groups of one set of points, made by test/fixtures/cluster-shapes.py. */
export interface ClusterShape {
  readonly name: string;
  readonly size: number;
  readonly nClusters: number;
  readonly eps: number;
  readonly minSamples: number;
  readonly points: Float32Array;
  /** The groups that the points were drawn from. */
  readonly truth: readonly number[];
  readonly labels: Readonly<Record<Grouping, readonly number[]>>;
  /** Of `labels` with `truth`. */
  readonly adjustedRand: Readonly<Record<Grouping, number>>;
  readonly heights: Readonly<Record<'ward' | 'average' | 'complete', readonly number[]>>;
}

interface Stored {
  readonly cases: readonly (Omit<ClusterShape, 'points'> & { readonly points: readonly number[] })[];
  readonly moonEigenvalues: readonly number[];
}

const stored: Stored = JSON.parse(readFileSync(new URL('../fixtures/cluster-shapes.json', import.meta.url), 'utf8'));

export const clusterShapes: readonly ClusterShape[] = stored.cases.map((shape) => ({
  ...shape,
  points: Float32Array.from(shape.points),
}));

export const [separated, overlapping, moons, varying] = clusterShapes;

/** Of the normalised Laplacian of the moons' graph, ascending. */
export const { moonEigenvalues } = stored;
