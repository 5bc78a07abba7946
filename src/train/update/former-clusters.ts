import { assign } from '../../clusters/placing/assign.js';
import { clusterMeans } from '../../clusters/points/cluster-means.js';
import { noise } from '../../clusters/points/clustering.js';
import { minSharedBy } from '../../clusters/words/meetings.js';
import type { Model } from '../../encoder/artifact/model.js';
import { toModelInput } from '../../encoder/input/model-input.js';
import { VitrineError } from '../../errors.js';
import type { Dataset, Shopper } from '../dataset/dataset.js';
import { refitPart } from '../dataset/dataset-part.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';

/** The clusters of a model, seen on the shoppers of another log. */
export interface FormerClusters {
  /** The cluster of each shopper of the log, by id, as the model places them. */
  readonly labelOf: ReadonlyMap<string, number>;
  /** Shoppers of each cluster in the log, [k]. */
  readonly counts: Int32Array;
  /** Clusters with at least 20 shoppers in the log: those that can be fitted to it. */
  readonly active: readonly number[];
  /** Where the centroids of all clusters lie among another model's embeddings, row-major [k, embeddingSize]. */
  centroidsIn(model: Model): Promise<Float32Array>;
}

/**
 * Places the shoppers of a log among a model's clusters, by what the model knows of their histories before the test.
 *
 * Among another encoder's embeddings a cluster lies at the mean of its members, embedded anew: those of the old log as
 * they stood when the new one began, where there is one; else those of this log. Where the encoder is the same, or no
 * member is there, it stays where it is.
 *
 * @param log as the model knows it, see `knownTo`
 * @param membersUntil when the new files begin, where the log holds the old ones, too
 * @throws VitrineError `DATA_TOO_SMALL` when no cluster has 20 shoppers in the log
 */
export async function findFormerClusters(model: Model, log: Dataset, membersUntil?: number): Promise<FormerClusters> {
  await loadTensorflow();
  const { embedSequences } = await import('../tensorflow/embed-sequences.js');
  const { centroids, summaries } = model.clusters;
  const size = model.encoder.embeddingSize;
  const embed = (by: Model, shoppers: readonly Shopper[]) =>
    embedSequences(
      by,
      shoppers.map(({ steps, queries }) => toModelInput(by, { steps, queries }).sequence),
    );
  const { shoppers } = refitPart(log);
  const labels = assign(embed(model, shoppers), centroids, size);
  const counts = new Int32Array(summaries.length);
  for (const label of labels) counts[label]++;
  const active = summaries.map((_, row) => row).filter((row) => counts[row] >= minSharedBy);
  if (active.length === 0) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `the log has ${shoppers.length} shoppers before its test period, and none of the model’s ${summaries.length} ` +
        `clusters has ${minSharedBy} of them: collect a longer log`,
    );
  }
  const old = membersUntil === undefined ? [] : shoppersBefore(log, membersUntil);
  const members = old.length > 0 ? old : shoppers;
  const memberLabels = old.length > 0 ? assign(embed(model, old), centroids, size) : labels;
  const memberCounts = new Int32Array(summaries.length);
  for (const label of memberLabels) memberCounts[label]++;
  return {
    labelOf: new Map(shoppers.map(({ id }, i) => [id, labels[i]])),
    counts,
    active,
    async centroidsIn(other) {
      if (hasSameEncoder(other, model)) return centroids;
      const means = Float32Array.from(clusterMeans(embed(other, members), size, memberLabels, memberCounts));
      memberCounts.forEach((count, row) => {
        if (count === 0) means.set(centroids.subarray(row * size, (row + 1) * size), row * size);
      });
      return means;
    },
  };
}

/** Whether two models embed alike, number by number. */
function hasSameEncoder(a: Model, b: Model): boolean {
  const areEqual = (one: Float32Array, other: Float32Array) =>
    one.length === other.length && one.every((value, i) => value === other[i]);
  return (
    areEqual(a.itemEmbeddings, b.itemEmbeddings) &&
    Object.entries(a.encoderWeights).every(([name, { data }]) => areEqual(data, b.encoderWeights[name].data))
  );
}

function shoppersBefore({ shoppers }: Dataset, time: number): readonly Shopper[] {
  return refitPart({ shoppers, split: { validationFrom: time, testFrom: time } }).shoppers;
}

/** The labels of shoppers as the former model has them, `noise` for those it cannot place, and for clusters left out. */
export function formerLabels(
  { labelOf }: Pick<FormerClusters, 'labelOf'>,
  shoppers: readonly Pick<Shopper, 'id'>[],
  compared: readonly number[],
): Int32Array {
  const rowOf = new Map(compared.map((row, nth) => [row, nth]));
  return Int32Array.from(shoppers, ({ id }) => rowOf.get(labelOf.get(id) ?? noise) ?? noise);
}

/** Some rows of a matrix, in the order asked for. */
export function pickRows(rows: Float32Array, size: number, picked: readonly number[]): Float32Array {
  const values = new Float32Array(picked.length * size);
  picked.forEach((row, i) => {
    values.set(rows.subarray(row * size, (row + 1) * size), i * size);
  });
  return values;
}
