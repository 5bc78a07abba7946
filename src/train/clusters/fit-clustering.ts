import { kMeans } from '../../clusters/algorithms/k-means.js';
import { meanSilhouette } from '../../clusters/judging/silhouette.js';
import { describeClusters } from '../../clusters/meaning/describe.js';
import { assign } from '../../clusters/placing/assign.js';
import { defaultDrift } from '../../clusters/placing/drift.js';
import { fitRadii } from '../../clusters/placing/radii.js';
import { fitTemperature } from '../../clusters/placing/temperature.js';
import { countLabels } from '../../clusters/points/clustering.js';
import { warmStart } from '../../clusters/succession/warm-start.js';
import { clusterAffinities } from '../../clusters/words/affinities.js';
import { countMeetings, minSharedBy } from '../../clusters/words/meetings.js';
import { decodeFloat16, encodeFloat16 } from '../../encoder/artifact/float16.js';
import type { Catalog, Privacy } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import type { Shopper } from '../dataset/dataset.js';

export interface ClusteringInput {
  /** Shoppers with the steps that the model may know of: `trainingPart(dataset).shoppers`. */
  readonly shoppers: readonly Shopper[];
  /** Each of these shoppers' embedding after their last step, row-major, [n, size]. */
  readonly embeddings: Float32Array;
  readonly size: number;
  readonly catalog: Catalog;
  readonly seed: number;
  /** How many shoppers every cluster must have, and whatever is said of it; without it nothing is asked of a cluster. */
  readonly privacy?: Pick<Privacy, 'minShoppers' | 'groups'>;
  /** What the clusters add to the quality of a ranking on validation, such as a gain in NDCG. */
  readonly usefulness?: (clusters: Model['clusters']) => number | Promise<number>;
  /** Centroids of an earlier fit that this one goes on from, in the space of the embeddings, row-major [k, size]. */
  readonly from?: Float32Array;
}

/** What was measured of one number of clusters. */
export interface MeasuredTrial {
  readonly nClusters: number;
  readonly inertia: number;
  readonly silhouette: number;
  /** The standard error of `silhouette`, which is measured on a sample. */
  readonly silhouetteError: number;
  readonly usefulness?: number;
  readonly smallestSize: number;
}

export interface FittedClustering {
  readonly clusters: Model['clusters'];
  readonly trial: MeasuredTrial;
}

/** Starts of k-means for each number of clusters. */
const nInit = 4;

/** Shoppers whose silhouette is measured, each against all that centroids are fitted to. */
const sampleSize = 1000;

/**
 * Fits one number of clusters by k-means, or from given centroids, and describes them.
 *
 * Who belongs where is told by the centroids as they are stored, so that whoever has the log counts the same again.
 *
 * @param fitted the embeddings that decide where the centroids are: all, or a sample, row-major, [m, size]
 */
export async function fitClustering(
  input: ClusteringInput,
  fitted: Float32Array,
  nClusters: number,
): Promise<FittedClustering> {
  const { shoppers, embeddings, size, catalog, seed, usefulness, from, privacy } = input;
  const { minShoppers = 1, groups = 1 } = privacy ?? {};
  const histories = shoppers.map(({ steps }) => steps.map(({ item }) => item));
  const queries = shoppers.map((shopper) => shopper.queries);
  const start = from && warmStart(fitted, size, from, nClusters);
  const clustering = kMeans(fitted, size, { nClusters, nInit, seed, ...(start ? { start } : {}) });
  const centroids = decodeFloat16(encodeFloat16(clustering.centroids));
  const labels = assign(embeddings, centroids, size);
  const meetings = countMeetings(labels, histories, nClusters, catalog.itemIds.length, Math.max(minSharedBy, groups));
  const clusters: Model['clusters'] = {
    summaries: describeClusters(meetings, labels, histories, catalog, queries),
    centroids,
    affinities: clusterAffinities(meetings),
    temperature: fitTemperature(fitted, size, clustering),
    radii: fitRadii(fitted, size, clustering, { nTold: minShoppers }),
    drift: defaultDrift,
  };
  const { mean, standardError } = separation(fitted, size, clustering.labels, nClusters, seed);
  // Of a sample, too, enough must stand behind a centroid.
  const sizes = [...meetings.shoppers, ...countLabels(clustering.labels)];
  const trial = {
    nClusters,
    inertia: clustering.inertia,
    silhouette: mean,
    silhouetteError: standardError,
    ...(usefulness ? { usefulness: await usefulness(clusters) } : {}),
    smallestSize: sizes.reduce((a, b) => Math.min(a, b)),
  };
  return { clusters, trial };
}

/** One cluster, or a cluster for each point, separates nothing: 0. */
function separation(embeddings: Float32Array, size: number, labels: Int32Array, nClusters: number, seed: number) {
  if (nClusters === 1) return { mean: 0, standardError: 0 };
  return meanSilhouette(embeddings, size, labels, { sampleSize, seed });
}
