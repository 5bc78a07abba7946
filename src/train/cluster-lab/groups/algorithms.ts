import type { Dendrogram } from '../../../clusters/agglomeration/dendrogram.js';
import type { Linkage } from '../../../clusters/agglomeration/linkage.js';
import { agglomerative, cutClustering } from '../../../clusters/algorithms/agglomerative.js';
import { dbscan } from '../../../clusters/algorithms/dbscan.js';
import { kMeans } from '../../../clusters/algorithms/k-means.js';
import { spectral } from '../../../clusters/algorithms/spectral.js';
import type { Clustering } from '../../../clusters/points/clustering.js';
import { briefTuning } from '../deep/deep-options.js';
import { clusterByHead } from '../deep/linear-head.js';
import type { Group } from '../spaces/grouping.js';

export interface Algorithm {
  readonly group: Group;
  /** Whether it is told the number of clusters; it finds it otherwise. */
  readonly takesK: boolean;
  /** Points that it is fitted to at most here, and in each fit of a stability measurement, for the time it takes. */
  readonly maxPoints: number;
  readonly maxCompared: number;
  /** Rounds of a stability measurement at most, where all of them would take too long. */
  readonly maxRounds?: number;
  /**
   * Whether it tunes what places the points, where a space can be tuned (`FeatureSpace.tune`); `group` then stands for
   * it where there are points alone.
   */
  readonly tunes?: boolean;
}

/** Starts and rounds of k-means: more would gain little, and every clustering is fitted some fifteen times. */
const starts = { nInit: 2, maxIter: 30 };

const told = { takesK: true, maxPoints: 2000, maxCompared: 700 };

/** What measures all pairs of points. */
const toldOfPairs = { takesK: true, maxPoints: 1000, maxCompared: 350 };

/** The algorithms that are compared, by name. */
export const algorithms: Readonly<Record<string, Algorithm>> = {
  'k-means': { ...told, group: (points, size, options) => kMeans(points, size, { ...options, ...starts }) },
  'k-means-cosine': {
    ...told,
    group: (points, size, options) => kMeans(points, size, { ...options, ...starts, metric: 'cosine' }),
  },
  'mini-batch': {
    ...told,
    group: (points, size, options) => kMeans(points, size, { ...options, batchSize: 256 }),
  },
  ward: { ...toldOfPairs, group: cutTrees('ward') },
  average: { ...toldOfPairs, group: cutTrees('average') },
  complete: { ...toldOfPairs, group: cutTrees('complete') },
  spectral: { ...toldOfPairs, group: (points, size, options) => spectral(points, size, { ...options, nInit: 2 }) },
  deep: {
    takesK: true,
    tunes: true,
    maxPoints: 300,
    maxCompared: 120,
    maxRounds: 2,
    group: (points, size, options) => clusterByHead(points, size, { ...options, epochs: briefTuning.epochs }),
  },
  dbscan: { ...toldOfPairs, takesK: false, group: (points, size, { seed }) => dbscan(points, size, { seed }) },
};

/** Those that a comparison tries where nothing else is asked for; the others are their near relatives. */
export const usualAlgorithms: readonly string[] = ['k-means', 'k-means-cosine', 'ward', 'spectral', 'dbscan', 'deep'];

/** Builds one tree for the same array of points, and cuts it anew for each number of clusters. */
function cutTrees(linkage: Linkage): Group {
  const trees = new WeakMap<Float32Array, Dendrogram>();
  return (points, size, { nClusters }) => {
    const known = trees.get(points);
    const clustering = known
      ? cutClustering(points, size, known, { nClusters, linkage })
      : agglomerative(points, size, { nClusters, linkage });
    trees.set(points, clustering.dendrogram);
    return clustering;
  };
}

/** How many groups a clustering has. */
export function countGroups({ centroids }: Pick<Clustering, 'centroids'>, size: number): number {
  return centroids.length / size;
}
