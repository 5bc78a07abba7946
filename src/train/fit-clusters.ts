import { clusterAffinities } from '../clusters/affinities.js';
import { kMeans } from '../clusters/algorithms/k-means.js';
import { assign } from '../clusters/assign.js';
import { checkPoints, countLabels } from '../clusters/clustering.js';
import { describeClusters } from '../clusters/describe.js';
import { defaultDrift } from '../clusters/drift.js';
import { type Choice, chooseClustering } from '../clusters/judging/choose-clustering.js';
import { meanSilhouette } from '../clusters/judging/silhouette.js';
import { countMeetings, minSharedBy } from '../clusters/meetings.js';
import { fitRadii } from '../clusters/radii.js';
import { fitTemperature } from '../clusters/temperature.js';
import { warmStart } from '../clusters/warm-start.js';
import type { Model } from '../encoder/artifact.js';
import { decodeFloat16, encodeFloat16 } from '../encoder/float16.js';
import type { Catalog, Privacy } from '../encoder/manifest.js';
import { VitrineError } from '../errors.js';
import type { Shopper } from './dataset.js';
import { takeEvenly } from './take-evenly.js';

export interface FitClustersInput {
  /** Shoppers with the steps that the model may know of: `trainingPart(dataset).shoppers`. */
  readonly shoppers: readonly Shopper[];
  /** Each of these shoppers' embedding after their last step, row-major, [n, size]. */
  readonly embeddings: Float32Array;
  readonly size: number;
  readonly catalog: Catalog;
  readonly seed: number;
  /** Numbers of clusters to try. */
  readonly kRange?: readonly number[];
  /** How many shoppers every cluster must have, and whatever is said of it; without it nothing is asked of a cluster. */
  readonly privacy?: Pick<Privacy, 'minShoppers' | 'groups'>;
  /** What the clusters add to the quality of a ranking on validation, such as a gain in NDCG. */
  readonly usefulness?: (clusters: Model['clusters']) => number | Promise<number>;
  /** Centroids of an earlier fit that this one goes on from, in the space of the embeddings, row-major [k, size]. */
  readonly from?: Float32Array;
  /** Chooses among the fits; by default `chooseClustering` does. */
  readonly choose?: (candidates: readonly Omit<ClusteringTrial, 'score' | 'isChosen'>[]) => Choice;
}

/** One line of the table that the choice was made from. */
export interface ClusteringTrial {
  readonly nClusters: number;
  readonly inertia: number;
  readonly silhouette: number;
  /** The standard error of `silhouette`, which is measured on a sample. */
  readonly silhouetteError: number;
  readonly usefulness?: number;
  readonly smallestSize: number;
  /** See `chooseClustering`. */
  readonly score: number;
  readonly isChosen: boolean;
}

export interface FittedClusters {
  readonly clusters: Model['clusters'];
  readonly trials: readonly ClusteringTrial[];
}

const defaultKRange = [4, 5, 6, 7, 8, 9, 10, 12, 14, 16];

/** Starts of k-means for each number of clusters. */
const nInit = 4;

/** Shoppers that centroids are fitted to, at most; the others join the nearest. */
export const maxFitted = 20_000;

/** Shoppers whose silhouette is measured, each against all that centroids are fitted to. */
const sampleSize = 1000;

/**
 * Groups shoppers by the embeddings of their histories: k-means++ for each number of clusters, the best chosen by
 * silhouette together with usefulness, named and given affinities to items. From given centroids, `warmStart` takes the
 * place of k-means++.
 *
 * Of more than `maxFitted` shoppers, as many, spread evenly over them, decide where the centroids are; the others join the
 * nearest, and all of them name the clusters and their affinities.
 *
 * Where there are fewer distinct embeddings than clusters to try, it tries as many clusters as there are. Where each
 * number leaves a cluster with fewer shoppers than `privacy.groups`, it tries fewer, which joins the small one with others;
 * where one cluster of all has too few, there is none.
 *
 * @throws VitrineError `SHAPE_MISMATCH` when there is not one embedding a shopper, `DATA_EMPTY` without shoppers,
 *   `VALUE_NOT_FINITE` for a broken embedding, `OPTION_INVALID` for a `kRange` that is empty or holds no whole numbers
 */
export async function fitClusters(input: FitClustersInput): Promise<FittedClusters> {
  const { shoppers, embeddings, size, kRange = defaultKRange, privacy } = input;
  const groups = privacy?.groups ?? 1;
  const { choose = (candidates) => chooseClustering(candidates, Math.max(minSharedBy, groups)) } = input;
  const n = checkPoints(embeddings, size);
  if (n !== shoppers.length) {
    throw new VitrineError('SHAPE_MISMATCH', `there are ${n} embeddings for ${shoppers.length} shoppers`);
  }
  const fitted = takeRows(embeddings, size, maxFitted);
  const fits: Fit[] = [];
  const tried = feasible(kRange, fitted, size);
  for (const nClusters of tried) fits.push(await fitOne(input, fitted, nClusters));
  const isLarge = ({ trial }: Fit) => groups === 1 || trial.smallestSize >= groups;
  for (let nClusters = tried[0] - 1; nClusters > 0 && !fits.some(isLarge); nClusters--) {
    fits.unshift(await fitOne(input, fitted, nClusters));
  }
  const { chosen, scores } = choose(fits.map(({ trial }) => trial));
  const isFound = isLarge(fits[chosen]);
  return {
    clusters: isFound ? fits[chosen].clusters : noClusters,
    trials: fits.map(({ trial }, i) => ({ ...trial, score: scores[i], isChosen: isFound && i === chosen })),
  };
}

/** What a model has where no group of its shoppers is large enough. */
const noClusters: Model['clusters'] = {
  summaries: [],
  centroids: new Float32Array(0),
  affinities: new Float32Array(0),
  temperature: 1,
};

interface Fit {
  readonly clusters: Model['clusters'];
  readonly trial: Omit<ClusteringTrial, 'score' | 'isChosen'>;
}

/** Who belongs where is told by the centroids as they are stored, so that whoever has the log counts the same again. */
async function fitOne(input: FitClustersInput, fitted: Float32Array, nClusters: number): Promise<Fit> {
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

/** At most so many rows, spread evenly over all; the matrix itself where it has no more. */
function takeRows(rows: Float32Array, size: number, count: number): Float32Array {
  const n = rows.length / size;
  if (n <= count) return rows;
  const taken = new Float32Array(count * size);
  takeEvenly(
    Array.from({ length: n }, (_, row) => row),
    count,
  ).forEach((row, i) => {
    taken.set(rows.subarray(row * size, (row + 1) * size), i * size);
  });
  return taken;
}

/** One cluster, or a cluster for each point, separates nothing: 0. */
function separation(embeddings: Float32Array, size: number, labels: Int32Array, nClusters: number, seed: number) {
  if (nClusters === 1) return { mean: 0, standardError: 0 };
  return meanSilhouette(embeddings, size, labels, { sampleSize, seed });
}

/** The numbers of clusters that there are distinct points for; all of these points, when that is fewer than any. */
function feasible(kRange: readonly number[], points: Float32Array, size: number): number[] {
  const ks = [...new Set(kRange)].sort((a, b) => a - b);
  if (ks.length === 0 || ks.some((k) => !Number.isInteger(k) || k < 1)) {
    throw new VitrineError('OPTION_INVALID', `kRange is [${kRange}], expected whole numbers from 1`);
  }
  const distinct = new Set<string>();
  for (let from = 0; from < points.length && distinct.size < ks[ks.length - 1]; from += size) {
    distinct.add(points.subarray(from, from + size).join());
  }
  const possible = ks.filter((k) => k <= distinct.size);
  return possible.length > 0 ? possible : [distinct.size];
}
