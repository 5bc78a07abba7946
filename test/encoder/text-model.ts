import type { Model } from '../../src/encoder/artifact/model.js';
import { createRandom } from '../../src/random.js';
import { createRandomModel, type RandomModelOptions } from './random-model.js';

/** A random model that reads text: words have rows of their own. */
export function createTextModel({
  scores = 'dot',
  nBuckets = 64,
  ...options
}: RandomModelOptions & { scores?: 'dot' | 'cosine'; nBuckets?: number } = {}): Model {
  const model = createRandomModel(options);
  const { embeddingSize } = model.encoder;
  const random = createRandom(12);
  const rows = Float32Array.from({ length: nBuckets * embeddingSize }, () => 0.4 * random.normal());
  return {
    ...model,
    encoder: { ...model.encoder, scores, textBuckets: nBuckets },
    text: { nBuckets, rows },
    hasQueries: true,
  };
}
