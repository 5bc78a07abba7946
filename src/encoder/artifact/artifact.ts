import { VitrineError } from '../../errors.js';
import { nSpecialTokens } from '../../sequence/sequence.js';
import { createVocabulary, type Vocabulary } from '../../sequence/vocabulary.js';
import type { TextRows } from '../input/token-rows.js';
import type { ColdWeights } from '../item-features/cold-weights.js';
import type { Companions } from '../item-features/companions.js';
import { type Repeats, repeatFeatures } from '../item-features/repeats.js';
import { createEncoder, type EncoderConfig } from '../kinds/create-encoder.js';
import type { Catalog, ClusterDrift, ClusterSuccession, ClusterSummary, Manifest, RankingWeights } from './manifest.js';
import { fullPrecision, type Precision } from './precision.js';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.js';
import { readCompanions, storeCompanions } from './stored-companions.js';
import { float16Tensor, float32Tensor, int8Tensors, readTensor } from './stored-tensor.js';

/** A parameter's values, row-major, with their shape. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A trained model in memory, in plain typed arrays; whoever executes it makes tensors from these. */
export interface Model {
  readonly encoder: EncoderConfig;
  readonly sessionGapMs: number;
  /** False where the log that it learned from had no times; sequences then carry none (`toSequence`). */
  readonly hasTimes?: boolean;
  /** True where it reads text: searches are tokens of its sequences, and unknown to it otherwise. */
  readonly hasQueries?: boolean;
  /** What searches, and items that it never saw, are made of; absent where it reads no text. */
  readonly text?: TextRows;
  readonly vocabulary: Vocabulary;
  readonly catalog: Catalog;
  /** One row a token, items first, then the special tokens: [vocabulary.size + nSpecialTokens, embeddingSize]. */
  readonly itemEmbeddings: Float32Array;
  /** What is added to each item's score, about the log of its popularity: [vocabulary.size]. */
  readonly itemBias: Float32Array;
  readonly encoderWeights: Readonly<Record<string, Weight>>;
  /** What having met an item before says about it; a model may do without. */
  readonly repeats?: Repeats;
  /** Items that go together; a model may do without. */
  readonly companions?: Companions;
  readonly clusters: {
    readonly summaries: readonly ClusterSummary[];
    /** [nClusters, embeddingSize] */
    readonly centroids: Float32Array;
    /** What belonging to a cluster adds to an item's score: [nClusters, vocabulary.size]. */
    readonly affinities: Float32Array;
    /** Divides squared distances before the softmax that turns them into probabilities. */
    readonly temperature: number;
    /** Whoever is farther from every centroid than its radius is of no cluster, [nClusters]; a model may do without. */
    readonly radii?: Float32Array;
    /** See `Manifest`. */
    readonly drift?: ClusterDrift;
    /** See `Manifest`. */
    readonly succeeds?: readonly ClusterSuccession[];
  };
  readonly ranking: RankingWeights;
  /** How items that it never saw are scored; a model may do without, see `createColdScorer`. */
  readonly coldItems?: ColdWeights;
}

/**
 * Packs a model's tensors: item embeddings and affinities in bytes with a scale a row, the rest in half floats.
 *
 * A decoded model packs to the same bytes again, by the precision that it was packed by.
 *
 * @returns the bytes of `weights.safetensors`
 */
export function encodeWeights(model: Model, precision: Precision = fullPrecision): Uint8Array {
  const size = model.encoder.embeddingSize;
  const nItems = model.vocabulary.size;
  const nClusters = model.clusters.summaries.length;
  const tensors: Record<string, StoredTensor> = {
    ...int8Tensors('items/embeddings', model.itemEmbeddings, [nItems + nSpecialTokens, size], precision.itemBits),
    ...int8Tensors('clusters/affinities', model.clusters.affinities, [nClusters, nItems]),
    'items/bias': float16Tensor(model.itemBias, [nItems]),
    'clusters/centroids': float16Tensor(model.clusters.centroids, [nClusters, size]),
    ...(model.clusters.radii ? { 'clusters/radii': float32Tensor(model.clusters.radii, [nClusters]) } : {}),
    ...(model.text ? int8Tensors('text/buckets', model.text.rows, [model.text.nBuckets, size]) : {}),
    ...(model.repeats ? { repeats: float32Tensor(model.repeats.weights, [repeatFeatures.length]) } : {}),
    ...(model.companions ? storeCompanions(model.companions, precision.companionBits) : {}),
  };
  for (const [name, { shape, data }] of Object.entries(model.encoderWeights)) {
    const [n, size, ...more] = shape;
    const isMatrix = n > 1 && size > 1 && more.length === 0;
    const stored =
      isMatrix && precision.encoderBits === 8
        ? int8Tensors(`encoder/${name}`, data, [n, size])
        : { [`encoder/${name}`]: float16Tensor(data, shape) };
    Object.assign(tensors, stored);
  }
  return encodeSafetensors(tensors);
}

/** What the manifest says of a model's clusters: all but their numbers, which are among the weights. */
export function clustersInManifest(clusters: Manifest['clusters']): Manifest['clusters'] {
  const { summaries, temperature, drift, succeeds } = clusters;
  return { summaries, temperature, ...(drift ? { drift } : {}), ...(succeeds ? { succeeds } : {}) };
}

/**
 * Unpacks a model as the browser and `vitrine evaluate` run it.
 *
 * @throws VitrineError `MODEL_CORRUPT` when a tensor is missing, has another shape than the manifest implies, or holds NaN
 *   or an infinite value
 */
export function decodeModel(manifest: Manifest, weights: Uint8Array, catalog: Catalog): Model {
  const tensors = decodeSafetensors(weights);
  const vocabulary = createVocabulary(catalog.itemIds);
  const size = manifest.encoder.embeddingSize;
  const nClusters = manifest.clusters.summaries.length;
  const read = (name: string, shape: readonly number[]) => readTensor(tensors, name, shape);
  const encoderWeights: Record<string, Weight> = {};
  for (const { name, shape } of createEncoder(manifest.encoder).parameters) {
    encoderWeights[name] = { shape, data: read(`encoder/${name}`, shape) };
  }
  return {
    encoder: manifest.encoder,
    sessionGapMs: manifest.sessionGapMs,
    ...(manifest.hasTimes === false ? { hasTimes: false } : {}),
    vocabulary,
    catalog,
    itemEmbeddings: read('items/embeddings', [vocabulary.size + nSpecialTokens, size]),
    itemBias: read('items/bias', [vocabulary.size]),
    encoderWeights,
    repeats: tensors.repeats ? { weights: read('repeats', [repeatFeatures.length]) } : undefined,
    companions: readCompanions(tensors, vocabulary.size),
    ...readText(tensors, size),
    clusters: {
      ...clustersInManifest(manifest.clusters),
      centroids: read('clusters/centroids', [nClusters, size]),
      affinities: read('clusters/affinities', [nClusters, vocabulary.size]),
      ...(tensors['clusters/radii'] ? { radii: readRadii(tensors, nClusters) } : {}),
    },
    ranking: manifest.ranking,
    ...(manifest.coldItems ? { coldItems: manifest.coldItems } : {}),
  };
}

/** A cluster without an end has an infinite radius. */
function readRadii(tensors: Readonly<Record<string, StoredTensor>>, nClusters: number): Float32Array {
  return readTensor(tensors, 'clusters/radii', [nClusters], (value) => value >= 0);
}

/** A model reads searches where it knows what words are made of. */
function readText(tensors: Readonly<Record<string, StoredTensor>>, size: number): Pick<Model, 'text' | 'hasQueries'> {
  const stored = tensors['text/buckets'];
  if (!stored) return {};
  const [nBuckets] = stored.shape;
  if (!nBuckets) throw new VitrineError('MODEL_CORRUPT', 'text/buckets has no rows: train the model again');
  return { text: { nBuckets, rows: readTensor(tensors, 'text/buckets', [nBuckets, size]) }, hasQueries: true };
}
