import { clustersInManifest, decodeModel, encodeWeights, type Model } from '../encoder/artifact.js';
import { formatVersion, type Manifest } from '../encoder/manifest.js';
import { toModelInput } from '../encoder/model-input.js';
import type { Precision } from '../encoder/precision.js';
import { artifactOptions, choosePrecision } from './artifact-options.js';
import { clusterUsefulness } from './cluster-usefulness.js';
import type { TrainConfig } from './config.js';
import type { Dataset, Shopper } from './dataset.js';
import { type DatasetPart, refitPart, trainingPart } from './dataset-part.js';
import { countItems } from './epoch-input.js';
import { fitBlend } from './fit-blend.js';
import { type ClusteringTrial, type FittedClusters, fitClusters } from './fit-clusters.js';
import { fitColdItems } from './fit-cold-items.js';
import { fitRanking } from './fit-ranking.js';
import { measureQuantisation } from './measure-quantisation.js';
import { takeEvenly } from './take-evenly.js';
import { type TrainEncoderOptions, type TrainedEncoder, trainEncoder } from './train-encoder.js';
import { validationCases } from './validation-cases.js';
import { weightByRecency } from './weight-by-recency.js';

/** Shoppers that the number of clusters is chosen by, at most. */
const maxJudged = 5000;

/** A model with the account of how it came about. */
export interface TrainedModel {
  /** As it is read back from its artifact: rounded to what is shipped. */
  readonly model: Model;
  readonly training: Pick<TrainedEncoder, 'validation' | 'epochs' | 'log'>;
  /** The table that the number of clusters was chosen from. */
  readonly clustering: readonly ClusteringTrial[];
  /** What the model is stored by. */
  readonly precision: Precision;
  /** What that costs, see `measureQuantisation`; of the model that has not learned from validation. */
  readonly quantisation: Manifest['metrics'];
}

/**
 * Trains the encoder, groups the shoppers and fits the ranking weights; nothing of the test period is seen.
 *
 * Clusters and weights are chosen with the model that does not know the validation period; the clusters are then
 * fitted anew, as many, to the embeddings of the model that has seen it. Of very many shoppers, a sample chooses how
 * many clusters there are.
 */
export async function trainModel(
  dataset: Dataset,
  config: Pick<TrainConfig, 'encoder' | 'training' | 'seed'> & Partial<Pick<TrainConfig, 'artifact'>>,
  watching: Pick<TrainEncoderOptions, 'checkpoint' | 'onProgress' | 'onEpoch'> = {},
): Promise<TrainedModel> {
  const { encoder, training, seed, artifact = artifactOptions.parse({}) } = config;
  const visible = trainingPart(dataset);
  const learnedAlone = await trainEncoder(dataset, { encoder, training, seed, ...watching });
  const { within, next } = validationCases(dataset, seed);
  const cases = [...within, ...next];
  const trained = blend(learnedAlone, await fitBlend(learnedAlone.model, cases));
  const usefulness = await clusterUsefulness(trained.model, cases);
  const judged = { ...visible, shoppers: takeEvenly(visible.shoppers, maxJudged) };
  const chosen = await clusterShoppers(trained.model, dataset, judged, { seed, usefulness });
  const counts = countItems({
    ...visible,
    sessionStart: dataset.vocabulary.sessionStart,
    weightAt: weightByRecency(dataset, visible, training),
  });
  const ranking = await fitRanking({ ...trained.model, clusters: chosen.clusters }, cases, counts);
  const coldItems = await fitColdItems({ ...trained.model, clusters: chosen.clusters, ranking }, cases, { seed });
  const learned = dataset.split.refit === false ? visible : refitPart(dataset);
  const refitted = await clusterShoppers(trained.refitted, dataset, learned, {
    seed,
    kRange: [chosen.clusters.summaries.length],
  });
  const precision = choosePrecision(artifact, dataset.vocabulary.size);
  const measured = { ...trained.model, clusters: chosen.clusters, ranking };
  return {
    model: roundToArtifact({ ...trained.refitted, clusters: refitted.clusters, ranking, coldItems }, precision),
    training: trained,
    clustering: chosen.trials,
    precision,
    quantisation: await measureQuantisation(measured, roundToArtifact(measured, precision), cases),
  };
}

/** The same companions weights for both models: what has seen validation cannot be fitted on it. */
function blend(trained: TrainedEncoder, fitted: Model['companions']): TrainedEncoder {
  if (!fitted) return trained;
  const { weights } = fitted;
  const withWeights = (model: Model): Model =>
    model.companions ? { ...model, companions: { ...model.companions, weights } } : model;
  return { ...trained, model: withWeights(trained.model), refitted: withWeights(trained.refitted) };
}

async function clusterShoppers(
  model: Model,
  { catalog }: Dataset,
  { shoppers }: DatasetPart,
  options: Pick<Parameters<typeof fitClusters>[0], 'seed' | 'kRange' | 'usefulness'>,
): Promise<FittedClusters> {
  const { embedSequences } = await import('./embed-sequences.js');
  const { embeddingSize: size } = model.encoder;
  const read = ({ steps, queries }: Shopper) => toModelInput(model, { steps, queries }).sequence;
  const embeddings = embedSequences(model, shoppers.map(read));
  return fitClusters({ shoppers, embeddings, size, catalog, ...options });
}

/** The model as the browser will read it: what is measured is what is shipped. */
function roundToArtifact(model: Model, precision: Precision): Model {
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
