import { assign } from '../../clusters/placing/assign.js';
import { squaredDistance } from '../../clusters/points/squared-distance.js';
import { type ClusterChange, tellChanges } from '../../clusters/succession/cluster-changes.js';
import { matchClusters } from '../../clusters/succession/match-clusters.js';
import { succeedClusters, withId } from '../../clusters/succession/succession.js';
import type { Model } from '../../encoder/artifact/model.js';
import { toModelInput } from '../../encoder/input/model-input.js';
import type { Dataset } from '../dataset/dataset.js';
import { refitPart } from '../dataset/dataset-part.js';
import { type FormerClusters, formerLabels, pickRows } from './former-clusters.js';

/** A model whose clusters succeed those of another. */
export interface SucceedingModel {
  readonly model: Model;
  /** `former` and `now` are rows of the two models' clusters. */
  readonly changes: readonly ClusterChange[];
  /** Shoppers whom both models place. */
  readonly nCompared: number;
  /** Those of them who are in another cluster than the one that goes on with theirs. */
  readonly nChanged: number;
}

export interface SucceedOptions {
  /** The model that is succeeded, and the first 16 hex digits of its manifest's SHA-256. */
  readonly former: { readonly model: Model; readonly hash: string };
  readonly clusters: FormerClusters;
  /** Clusters of the former model that this log says too little of: they stay as they are. */
  readonly quiet: readonly number[];
  readonly dataset: Dataset;
}

/**
 * Gives the clusters of an updated model the ids of those that they go on from, and what they succeed.
 *
 * @param updated with clusters of its own, numbered from 0
 */
export async function succeedModel(
  updated: Model,
  { former, clusters, quiet, dataset }: SucceedOptions,
): Promise<SucceedingModel> {
  const { embedSequences } = await import('../tensorflow/embed-sequences.js');
  const size = updated.encoder.embeddingSize;
  const { shoppers } = refitPart(dataset);
  const embeddings = embedSequences(
    updated,
    shoppers.map(({ steps, queries }) => toModelInput(updated, { steps, queries }).sequence),
  );
  const labels = assign(embeddings, updated.clusters.centroids, size);
  const formerSummaries = former.model.clusters.summaries;
  const compared = formerSummaries.map((_, row) => row).filter((row) => !quiet.includes(row));
  const allFormer = await clusters.centroidsIn(updated);
  const centroids = pickRows(allFormer, size, compared);
  const before = formerLabels(clusters, shoppers, compared);
  const matching = matchClusters(
    { labels: before, centroids },
    { labels, centroids: updated.clusters.centroids },
    size,
  );
  const nFitted = updated.clusters.summaries.length;
  const changes = [
    ...tellChanges(matching, spacings(centroids, size)).map((change) =>
      change.former === undefined ? change : { ...change, former: compared[change.former] },
    ),
    ...quiet.map((row, nth): ClusterChange => ({ fate: 'quiet', former: row, now: nFitted + nth })),
  ];
  const ids = formerSummaries.map(({ id }) => id);
  const succession = succeedClusters(changes, nFitted + quiet.length, {
    model: former.hash,
    ids,
    succeeds: former.model.clusters.succeeds,
  });
  const summaries = [
    ...updated.clusters.summaries.map((summary, row) => withId(summary, row, succession.ids[row])),
    ...quiet.map((row) => formerSummaries[row]),
  ];
  const nShared = matching.formerSizes.reduce((sum, count) => sum + count, 0);
  const nStaying = matching.pairs.reduce(
    (sum, now, row) => (now < 0 ? sum : sum + matching.shared[row * matching.nNow + now]),
    0,
  );
  const joined = joinQuiet(updated, former.model, pickRows(allFormer, size, quiet), quiet);
  return {
    model: { ...updated, clusters: { ...joined, summaries, succeeds: succession.succeeds } },
    changes,
    nCompared: nShared,
    nChanged: nShared - nStaying,
  };
}

/** The clusters of an update, and behind them those that stay as they were; items that are new say nothing to these. */
function joinQuiet(
  updated: Model,
  former: Model,
  centroids: Float32Array,
  quiet: readonly number[],
): Model['clusters'] {
  const { clusters, vocabulary } = updated;
  const drift = former.clusters.drift ?? clusters.drift;
  const kept = { ...clusters, ...(drift ? { drift } : {}) };
  if (quiet.length === 0) return kept;
  const nKnown = former.vocabulary.size;
  const affinities = new Float32Array(clusters.affinities.length + quiet.length * vocabulary.size);
  affinities.set(clusters.affinities);
  quiet.forEach((row, nth) => {
    const own = former.clusters.affinities.subarray(row * nKnown, (row + 1) * nKnown);
    affinities.set(own, clusters.affinities.length + nth * vocabulary.size);
  });
  const reach = quiet.map((row) => former.clusters.radii?.[row] ?? Number.POSITIVE_INFINITY);
  return {
    ...kept,
    centroids: Float32Array.of(...clusters.centroids, ...centroids),
    affinities,
    ...(clusters.radii ? { radii: Float32Array.of(...clusters.radii, ...reach) } : {}),
  };
}

/** From each centroid to the nearest other; infinite for a single one. */
function spacings(centroids: Float32Array, size: number): number[] {
  const rows = Array.from({ length: centroids.length / size }, (_, row) => row);
  return rows.map((row) =>
    Math.sqrt(
      Math.min(
        ...rows
          .filter((other) => other !== row)
          .map((other) => squaredDistance(centroids, row, centroids, other, size)),
      ),
    ),
  );
}
