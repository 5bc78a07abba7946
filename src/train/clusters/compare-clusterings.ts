import { assign } from '../../clusters/assign.js';
import type { Clustering } from '../../clusters/clustering.js';
import type { Model } from '../../encoder/artifact.js';
import { VitrineError } from '../../errors.js';
import { algorithms } from './algorithms.js';
import type { ClusterLab } from './cluster-lab.js';
import type { SpaceName } from './feature-space.js';
import { type Contender, type JudgedClustering, judgeClustering } from './judge-clustering.js';
import { type NoiseChoice, withoutOutliers } from './noise.js';

/** A clustering that could not be made; plain JSON. */
export interface FailedClustering {
  readonly space: SpaceName;
  readonly algorithm: string;
  readonly nClusters: number;
  readonly reason: string;
}

export interface ComparedClusterings {
  readonly judged: readonly JudgedClustering[];
  readonly failed: readonly FailedClustering[];
}

export interface CompareOptions {
  readonly spaces: readonly SpaceName[];
  /** Names of `algorithms`. */
  readonly algorithms: readonly string[];
  readonly ks: readonly number[];
  readonly noise: NoiseChoice;
  readonly seed: number;
  readonly onProgress?: (message: string) => void;
}

/** Judges every algorithm in every space with every number of clusters; what finds the number itself, once a space. */
export function compareClusterings(lab: ClusterLab, options: CompareOptions): ComparedClusterings {
  const { spaces, ks, noise, seed, onProgress = () => {} } = options;
  const judged: JudgedClustering[] = [];
  const failed: FailedClustering[] = [];
  const nAll = spaces.length * options.algorithms.length;
  let nDone = 0;
  for (const space of spaces) {
    const prepared = lab.prepare(space);
    for (const algorithm of options.algorithms) {
      onProgress(`judging ${algorithm} in ${space} (${++nDone} of ${nAll})`);
      const { takesK, group, ...limits } = algorithms[algorithm];
      for (const nClusters of takesK ? ks : [0]) {
        const contender = { algorithm, group: withoutOutliers(group, noise), ...limits, noise, nClusters };
        try {
          judged.push(judgeClustering(prepared, lab.benches, contender, seed));
        } catch (error) {
          if (!(error instanceof VitrineError) || error.code !== 'DATA_TOO_SMALL') throw error;
          failed.push({ space, algorithm, nClusters, reason: error.message });
        }
      }
    }
  }
  return { judged, failed };
}

/** What the model's own clustering is called among others. */
export const ownName = 'the model’s own';

/**
 * Judges the clusters that a model has: its centroids in the encoder's space. Its stability is that of k-means with as
 * many clusters, by which they were found.
 *
 * @returns undefined for a model of fewer than two clusters
 */
export function judgeOwnClusters(model: Model, lab: ClusterLab, seed: number): JudgedClustering | undefined {
  const given = ownClustering(model);
  if (!given) return undefined;
  const { takesK: _, ...how } = algorithms['k-means'];
  const contender: Contender = {
    ...how,
    algorithm: ownName,
    nClusters: model.clusters.summaries.length,
    noise: 'keep',
    given,
  };
  return judgeClustering(lab.prepare('embedding'), lab.benches, contender, seed);
}

/** The clusters that a model has; undefined for fewer than two. */
export function ownClustering({ clusters, encoder }: Model): Pick<Clustering, 'centroids' | 'assign'> | undefined {
  const { centroids, summaries } = clusters;
  if (summaries.length < 2) return undefined;
  return { centroids, assign: (points) => assign(points, centroids, encoder.embeddingSize) };
}
