import type { Model, Weight } from '../encoder/artifact.js';
import type { Companions } from '../encoder/companions.js';
import { createEncoder, type EncoderConfig } from '../encoder/encoder.js';
import type { Dataset } from './dataset.js';
import type { Parameters } from './parameters.js';

/**
 * Puts trained parameters together as a model that has no clusters yet, and weighs its score as training did.
 */
export function assembleModel(
  encoder: EncoderConfig,
  parameters: Readonly<Parameters>,
  companions: Omit<Companions, 'weights'>,
  { vocabulary, catalog, sessionGapMs }: Pick<Dataset, 'vocabulary' | 'catalog' | 'sessionGapMs'>,
): Model {
  const [repeat, ...companionWeights] = parameters.features.data;
  const encoderWeights: Record<string, Weight> = {};
  for (const { name } of createEncoder(encoder).parameters) encoderWeights[name] = parameters[name];
  return {
    encoder,
    sessionGapMs,
    vocabulary,
    catalog,
    itemEmbeddings: parameters['items/embeddings'].data,
    itemBias: parameters['items/bias'].data,
    encoderWeights,
    companions: { ...companions, weights: Float32Array.from(companionWeights) },
    clusters: {
      summaries: [],
      centroids: new Float32Array(0),
      affinities: new Float32Array(0),
      temperature: 1,
    },
    ranking: { sequence: 1, cluster: 0, repeat, position: 0 },
  };
}
