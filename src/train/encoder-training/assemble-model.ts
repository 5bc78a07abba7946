import type { Model, TextRows, Weight } from '../../encoder/artifact/model.js';
import { nSpecialTokens, queryToken } from '../../sequence/sequence.js';
import type { Dataset } from '../dataset/dataset.js';
import type { Parameters } from '../gradients/parameters.js';
import { firstBucketRow } from '../token-embeddings/content-rows.js';
import { composeRows } from '../token-embeddings/item-rows.js';
import type { EpochInput } from './epoch-input.js';

/**
 * Puts trained parameters together as a model that has no clusters yet, and weighs its score as training did.
 */
export function assembleModel(
  {
    encoder,
    composition,
    companions,
    text: words,
  }: Pick<EpochInput, 'encoder' | 'composition' | 'companions' | 'text'>,
  parameters: Readonly<Parameters>,
  {
    vocabulary,
    catalog,
    sessionGapMs,
    hasTimes,
  }: Pick<Dataset, 'vocabulary' | 'catalog' | 'sessionGapMs' | 'hasTimes'>,
): Model {
  const { config } = encoder;
  const encoderWeights: Record<string, Weight> = {};
  for (const { name } of encoder.parameters) encoderWeights[name] = parameters[name];
  const tokens = Int32Array.from({ length: vocabulary.size + nSpecialTokens }, (_, token) => token);
  const rows = composeRows(parameters['items/embeddings'].data, composition, tokens, {
    width: config.embeddingSize,
    isNormalized: config.scores === 'cosine',
  });
  const text = words && readText(parameters, config.embeddingSize, words.bucketWeights, vocabulary.size);
  if (text) {
    // A part of every search, it is no row of its own: it keeps its length.
    const { embeddingSize: size } = config;
    const from = queryToken(vocabulary.size) * size;
    rows.values.set(parameters['items/embeddings'].data.subarray(from, from + size), from);
  }
  return {
    encoder: config,
    sessionGapMs,
    ...(hasTimes === false ? { hasTimes } : {}),
    vocabulary,
    catalog,
    itemEmbeddings: rows.values,
    itemBias: parameters['items/bias'].data,
    ...(text ? { text, hasQueries: true } : {}),
    encoderWeights,
    repeats: { weights: parameters.repeats.data },
    companions: { ...companions, weights: parameters.companions.data },
    clusters: {
      summaries: [],
      centroids: new Float32Array(0),
      affinities: new Float32Array(0),
      temperature: 1,
    },
    ranking: { sequence: 1, cluster: 0, repeat: 1, position: 0 },
  };
}

/** The rows of the buckets, which stand behind those of the tokens, their weights multiplied in. */
function readText(parameters: Readonly<Parameters>, size: number, weights: Float32Array, nItems: number): TextRows {
  const from = firstBucketRow(nItems) * size;
  const rows = parameters['items/embeddings'].data.slice(from, from + weights.length * size);
  for (let i = 0; i < rows.length; i++) rows[i] *= weights[Math.floor(i / size)];
  return { nBuckets: weights.length, rows };
}
