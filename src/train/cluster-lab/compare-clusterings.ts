import { assign } from '../../clusters/placing/assign.js';
import type { Clustering } from '../../clusters/points/clustering.js';
import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import type { ClusterLab } from './cluster-lab.js';
import { algorithms } from './groups/algorithms.js';
import { type NoiseChoice, withoutOutliers } from './groups/noise.js';
import { groupsOf } from './groups/shopper-groups.js';
import { type Contender, type JudgedClustering, judgeClustering } from './judging/judge-clustering.js';
import type { SpaceName } from './spaces/feature-space.js';

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
      const { takesK, group, ...how } = algorithms[algorithm];
      nDone++;
      if (how.tunes && !prepared.space.tune) {
        // Where a comparison has the encoder's space, nobody looks for tuning in the others.
        if (space === 'embedding' || !spaces.includes('embedding')) {
          failed.push({ space, algorithm, nClusters: 0, reason: whyNotTuned(space) });
        }
        continue;
      }
      onProgress(`judging ${algorithm} in ${space} (${nDone} of ${nAll})`);
      for (const nClusters of takesK ? ks : [0]) {
        const treated = how.tunes ? { group, noise: 'keep' as const } : { group: withoutOutliers(group, noise), noise };
        const contender = { algorithm, ...how, ...treated, nClusters };
        try {
          judged.push(judgeClustering(prepared, lab.benches, contender, seed));
        } catch (error) {
          if (!(error instanceof VitrineError) || !survived.includes(error.code)) throw error;
          failed.push({ space, algorithm, nClusters, reason: error.message });
        }
      }
    }
  }
  return { judged, failed };
}

/** What keeps one clustering from being made, and none of the others. */
const survived: readonly VitrineError['code'][] = ['DATA_TOO_SMALL', 'TRAINING_DIVERGED'];

function whyNotTuned(space: SpaceName): string {
  return space === 'embedding'
    ? 'it tunes the encoder, and this one has no weights of its own'
    : 'it tunes the encoder: it groups in the space "embedding" alone';
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
  const prepared = lab.prepare('embedding');
  const contender: Contender = {
    ...how,
    algorithm: ownName,
    nClusters: model.clusters.summaries.length,
    noise: 'keep',
    given: groupsOf(given, prepared.space),
  };
  return judgeClustering(prepared, lab.benches, contender, seed);
}

/** The clusters that a model has; undefined for fewer than two. */
export function ownClustering({ clusters, encoder }: Model): Pick<Clustering, 'centroids' | 'assign'> | undefined {
  const { centroids, summaries } = clusters;
  if (summaries.length < 2) return undefined;
  return { centroids, assign: (points) => assign(points, centroids, encoder.embeddingSize) };
}
