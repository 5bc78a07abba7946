import type { Model, Weight } from '../encoder/artifact.js';
import { nSpecialTokens } from '../sequence/sequence.js';
import type { Dataset } from './dataset.js';
import type { EpochInput } from './epoch-input.js';
import { composeRows } from './item-rows.js';
import type { Parameters } from './parameters.js';

/**
 * Puts trained parameters together as a model that has no clusters yet, and weighs its score as training did.
 */
export function assembleModel(
  { encoder, composition, companions }: Pick<EpochInput, 'encoder' | 'composition' | 'companions'>,
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
  return {
    encoder: config,
    sessionGapMs,
    ...(hasTimes === false ? { hasTimes } : {}),
    vocabulary,
    catalog,
    itemEmbeddings: rows.values,
    itemBias: parameters['items/bias'].data,
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
