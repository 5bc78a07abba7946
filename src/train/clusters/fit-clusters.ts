import { type Choice, chooseClustering } from '../../clusters/judging/choose-clustering.js';
import { checkPoints } from '../../clusters/points/clustering.js';
import { minSharedBy } from '../../clusters/words/meetings.js';
import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import { takeEvenly } from '../numerics/take-evenly.js';
import { type ClusteringInput, type FittedClustering, fitClustering, type MeasuredTrial } from './fit-clustering.js';

export interface FitClustersInput extends ClusteringInput {
  /** Numbers of clusters to try. */
  readonly kRange?: readonly number[];
  /** Chooses among the fits; by default `chooseClustering` does. */
  readonly choose?: (candidates: readonly MeasuredTrial[]) => Choice;
}

/** One line of the table that the choice was made from. */
export interface ClusteringTrial extends MeasuredTrial {
  /** See `chooseClustering`. */
  readonly score: number;
  readonly isChosen: boolean;
}

export interface FittedClusters {
  readonly clusters: Model['clusters'];
  readonly trials: readonly ClusteringTrial[];
}

const defaultKRange = [4, 5, 6, 7, 8, 9, 10, 12, 14, 16];

/** Shoppers that centroids are fitted to, at most; the others join the nearest. */
export const maxFitted = 20_000;

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
  const fits: FittedClustering[] = [];
  const tried = feasible(kRange, fitted, size);
  for (const nClusters of tried) fits.push(await fitClustering(input, fitted, nClusters));
  const isLarge = ({ trial }: FittedClustering) => groups === 1 || trial.smallestSize >= groups;
  for (let nClusters = tried[0] - 1; nClusters > 0 && !fits.some(isLarge); nClusters--) {
    fits.unshift(await fitClustering(input, fitted, nClusters));
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
