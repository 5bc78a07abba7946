import type { Weight } from '../../encoder/artifact/model.js';
import type { Encoder, ParameterSpec } from '../../encoder/encoder.js';
import { companionFeatures } from '../../encoder/item-features/companions.js';
import { repeatFeatures } from '../../encoder/item-features/repeats.js';
import type { Random } from '../../random.js';

/**
 * Everything that training learns, by name: `items/embeddings` [nRows, size], what the rows of tokens are composed of;
 * `items/bias` [nItems]; `repeats` and `companions`, the weights of their features; and the encoder's own parameters.
 */
export type Parameters = Record<string, Weight>;

/** Near where training takes them, for their steps are small. */
const initialRepeats = { times: 0.5, tokensAgo1: -2 };
const initialCompanions = { together: 5 };

/**
 * Parameters as training starts from them.
 *
 * @param counts how often each item was met in training, [nItems]; the item bias starts at their smoothed log
 * @param nRows of the embedding table
 */
export function createParameters(
  encoder: Encoder,
  counts: ArrayLike<number>,
  nRows: number,
  random: Random,
): Parameters {
  const nItems = counts.length;
  const size = encoder.config.embeddingSize;
  const embeddings = Float32Array.from({ length: nRows * size }, () => random.normal() / size);
  const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const bias = Float32Array.from(counts, (count) => Math.log((count + 1) / (total / nItems + 1)));
  const parameters: Parameters = {
    'items/embeddings': { shape: [nRows, size], data: embeddings },
    'items/bias': { shape: [nItems], data: bias },
    repeats: startFeatures(repeatFeatures, initialRepeats),
    companions: startFeatures(companionFeatures, initialCompanions),
  };
  for (const spec of encoder.parameters) parameters[spec.name] = { shape: spec.shape, data: initialize(spec, random) };
  return parameters;
}

function startFeatures(names: readonly string[], values: Readonly<Record<string, number>>): Weight {
  return { shape: [names.length], data: Float32Array.from(names, (name) => values[name] ?? 0) };
}

function initialize({ shape, init }: ParameterSpec, random: Random): Float32Array {
  const length = shape.reduce((product, n) => product * n, 1);
  if (init !== 'glorot') return new Float32Array(length).fill(init === 'ones' ? 1 : 0);
  const bound = Math.sqrt(6 / (shape[0] + shape[1]));
  return Float32Array.from({ length }, () => (2 * random.next() - 1) * bound);
}
