import { VitrineError } from '../../errors.js';
import { nSpecialTokens } from '../../sequence/sequence.js';
import { createVocabulary } from '../../sequence/vocabulary.js';
import { repeatFeatures } from '../item-features/repeats.js';
import { createEncoder } from '../kinds/create-encoder.js';
import type { Catalog, Manifest } from './manifest.js';
import type { Model, Weight } from './model.js';
import { fullPrecision, type Precision } from './precision.js';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.js';
import { readCompanions, storeCompanions } from './stored-companions.js';
import { float16Tensor, float32Tensor, int8Tensors, readTensor } from './stored-tensor.js';

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
