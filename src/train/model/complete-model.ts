import { clustersInManifest, decodeModel, encodeWeights } from '../../encoder/artifact/artifact.js';
import { formatVersion, type Manifest } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import type { Precision } from '../../encoder/artifact/precision.js';
import { toModelInput } from '../../encoder/input/model-input.js';
import { clusterUsefulness } from '../clusters/cluster-usefulness.js';
import {
  type ClusteringTrial,
  type FitClustersInput,
  type FittedClusters,
  fitClusters,
} from '../clusters/fit-clusters.js';
import type { TrainingOptions } from '../config/training-options.js';
import type { Dataset, Shopper } from '../dataset/dataset.js';
import { type DatasetPart, publishedPart, trainingPart } from '../dataset/dataset-part.js';
import { weightByRecency } from '../dataset/weight-by-recency.js';
import { countItems } from '../encoder-training/epoch-input.js';
import type { TrainedEncoder } from '../encoder-training/train-encoder.js';
import { takeEvenly } from '../numerics/take-evenly.js';
import { dropUnsharedRepeats } from '../privacy/drop-unshared-repeats.js';
import { keepSharedWords } from '../privacy/keep-shared-words.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { fitColdItems } from '../weights/fit-cold-items.js';
import { fitRanking } from '../weights/fit-ranking.js';
import { measureQuantisation } from './measure-quantisation.js';

/** Shoppers that the number of clusters is chosen by, at most. */
const maxJudged = 5000;

export interface CompleteOptions {
  readonly seed: number;
  readonly training: Pick<TrainingOptions, 'halfLifeDays' | 'weighing'>;
  /** What the model is stored by. */
  readonly precision: Precision;
  /** How clusters are chosen that go on from earlier ones; by default they are found anew. */
  readonly regroup?: {
    /** Where the earlier centroids lie among a model's embeddings, row-major [k, embeddingSize]. */
    readonly startsIn: (model: Model) => Promise<Float32Array>;
    /** As many clusters as there were, by default, and others to compare. */
    readonly kRange: readonly number[];
    readonly choose: NonNullable<FitClustersInput['choose']>;
  };
}

/** A model with all that stands behind its encoder, and the account of it. */
export interface CompletedModel {
  /** As it is read back from its artifact: rounded to what is shipped. */
  readonly model: Model;
  /** The table that the number of clusters was chosen from. */
  readonly clustering: readonly ClusteringTrial[];
  /** Clusters that were chosen and are not there, since too few shoppers were in one when they were fitted anew. */
  readonly nDissolved: number;
  readonly precision: Precision;
  /** What that costs, see `measureQuantisation`; of the model that has not learned from validation. */
  readonly quantisation: Manifest['metrics'];
}

/**
 * Groups the shoppers and fits what a ranking weighs, for an encoder that is trained.
 *
 * Clusters and weights are chosen with the model that does not know the validation period; the clusters are then
 * fitted anew, as many, to the embeddings of the model that has seen it. Of very many shoppers, a sample chooses how
 * many clusters there are. Fewer remain where one of them has too few shoppers for `dataset.privacy` once they are fitted
 * anew.
 *
 * @param learnedModels without clusters
 * @param cases from validation; without any, parts of a score count as training left them
 */
export async function completeModel(
  learnedModels: Pick<TrainedEncoder, 'model' | 'refitted'>,
  dataset: Dataset,
  cases: readonly EvaluationCase[],
  { seed, training, precision, regroup }: CompleteOptions,
): Promise<CompletedModel> {
  const visible = trainingPart(dataset);
  const learned = publishedPart(dataset);
  const withShared = (model: Model) => dropUnsharedRepeats(model, learned.shoppers, dataset.privacy?.groups ?? 1);
  const trained = { model: withShared(learnedModels.model), refitted: withShared(learnedModels.refitted) };
  const group = async (model: Model, part: DatasetPart, options: GroupOptions) =>
    clusterShoppers(model, dataset, part, {
      seed,
      ...(regroup ? { from: await regroup.startsIn(model), choose: regroup.choose } : {}),
      ...options,
    });
  const isWeighed = cases.length > 0;
  const usefulness = isWeighed ? await clusterUsefulness(trained.model, cases) : undefined;
  const judged = { ...visible, shoppers: takeEvenly(visible.shoppers, maxJudged) };
  const chosen = await group(trained.model, judged, { usefulness, ...(regroup ? { kRange: regroup.kRange } : {}) });
  const counts = countItems({
    ...visible,
    sessionStart: dataset.vocabulary.sessionStart,
    weightAt: weightByRecency(dataset, visible, training),
  });
  const grouped = { ...trained.model, clusters: chosen.clusters };
  const ranking = isWeighed ? await fitRanking(grouped, cases, counts, training) : trained.model.ranking;
  const coldItems = isWeighed ? await fitColdItems({ ...grouped, ranking }, cases, { seed }) : undefined;
  // The model as it is stored places the shoppers, so that whoever counts them again comes to the same.
  const refitted = await group(roundToArtifact(trained.refitted, precision), learned, {
    kRange: [Math.max(1, chosen.clusters.summaries.length)],
  });
  const measured = { ...trained.model, clusters: chosen.clusters, ranking };
  return {
    model: roundToArtifact({ ...trained.refitted, clusters: refitted.clusters, ranking, coldItems }, precision),
    clustering: chosen.trials,
    nDissolved: Math.max(0, chosen.clusters.summaries.length - refitted.clusters.summaries.length),
    precision,
    quantisation: isWeighed ? await measureQuantisation(measured, roundToArtifact(measured, precision), cases) : {},
  };
}

type GroupOptions = Pick<FitClustersInput, 'kRange' | 'usefulness'>;

async function clusterShoppers(
  model: Model,
  { catalog, privacy }: Dataset,
  part: DatasetPart,
  options: GroupOptions & Pick<FitClustersInput, 'seed' | 'from' | 'choose'>,
): Promise<FittedClusters> {
  const { embedSequences } = await import('../tensorflow/embed-sequences.js');
  const { embeddingSize: size } = model.encoder;
  const shoppers = keepSharedWords(part.shoppers, privacy?.minShoppers ?? 1);
  const read = ({ steps, queries }: Shopper) => toModelInput(model, { steps, queries }).sequence;
  const embeddings = embedSequences(model, shoppers.map(read));
  return fitClusters({ shoppers, embeddings, size, catalog, privacy, ...options });
}

/** The model as the browser will read it: what is measured is what is shipped. */
export function roundToArtifact(model: Model, precision: Precision): Model {
  const { encoder, sessionGapMs, hasTimes, clusters, ranking, coldItems, catalog } = model;
  const manifest: Manifest = {
    formatVersion,
    encoder,
    sessionGapMs,
    ...(hasTimes === false ? { hasTimes } : {}),
    clusters: clustersInManifest(clusters),
    ranking,
    ...(coldItems ? { coldItems } : {}),
    metrics: {},
    provenance: { vitrineVersion: '', command: '', seed: 0, backend: '', data: [] },
    files: [],
  };
  return decodeModel(manifest, encodeWeights(model, precision), catalog);
}
