import type { Weight } from '../encoder/artifact.js';
import type { Encoder, ParameterSpec } from '../encoder/encoder.js';
import type { Random } from '../random.js';
import { nRowFeatures } from './row-features.js';

/**
 * Everything that training learns, by name: `items/embeddings` [nItems + 1, size], `items/bias` [nItems],
 * `features` [nRowFeatures] (see `rankingLoss`) and the encoder's own parameters.
 */
export type Parameters = Record<string, Weight>;

/** Of times met, then of the companion features: near where training takes them, for their steps are small. */
const initialFeatureWeights = [1, -2, 10, 0, 0];

/**
 * Parameters as training starts from them.
 *
 * @param counts how often each item was met in training, [nItems]; the item bias starts at their smoothed log
 */
export function createParameters(encoder: Encoder, counts: ArrayLike<number>, random: Random): Parameters {
  const nItems = counts.length;
  const size = encoder.config.embeddingSize;
  const embeddings = Float32Array.from({ length: (nItems + 1) * size }, () => random.normal() / size);
  const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const bias = Float32Array.from(counts, (count) => Math.log((count + 1) / (total / nItems + 1)));
  const parameters: Parameters = {
    'items/embeddings': { shape: [nItems + 1, size], data: embeddings },
    'items/bias': { shape: [nItems], data: bias },
    features: { shape: [nRowFeatures], data: Float32Array.from(initialFeatureWeights) },
  };
  for (const spec of encoder.parameters) parameters[spec.name] = { shape: spec.shape, data: initialize(spec, random) };
  return parameters;
}

function initialize({ shape, init }: ParameterSpec, random: Random): Float32Array {
  const length = shape.reduce((product, n) => product * n, 1);
  if (init !== 'glorot') return new Float32Array(length).fill(init === 'ones' ? 1 : 0);
  const bound = Math.sqrt(6 / (shape[0] + shape[1]));
  return Float32Array.from({ length }, () => (2 * random.next() - 1) * bound);
}
