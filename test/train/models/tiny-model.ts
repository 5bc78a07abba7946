import type { Provenance } from '../../../src/encoder/artifact/manifest.js';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { createEncoder, type EncoderConfig } from '../../../src/encoder/kinds/create-encoder.js';
import { createRandom } from '../../../src/random.js';
import { nSpecialTokens } from '../../../src/sequence/sequence.js';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';

/** A model of random weights over a few items, with one cluster. */
export function tinyModel(seed: number, itemIds = ['a', 'b', 'c']): Model {
  const random = createRandom(seed);
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
  const encoder: EncoderConfig = {
    kind: 'transformer',
    embeddingSize: 4,
    nBlocks: 1,
    nHeads: 2,
    hiddenSize: 8,
    maxSequenceLength: 10,
    dropout: 0.1,
  };
  const weights = createEncoder(encoder).parameters.map(({ name, shape }) => {
    return [name, { shape, data: draw(shape.reduce((product, n) => product * n, 1)) }];
  });
  return {
    encoder,
    sessionGapMs: 1_800_000,
    vocabulary: createVocabulary(itemIds),
    catalog: { itemIds, titles: itemIds.map((id) => `Item ${id}`) },
    itemEmbeddings: draw((itemIds.length + nSpecialTokens) * 4),
    itemBias: draw(itemIds.length),
    encoderWeights: Object.fromEntries(weights),
    clusters: {
      summaries: [{ id: 0, label: 'letters', terms: ['letters'], size: 40, topItemIds: ['b'] }],
      centroids: draw(4),
      affinities: draw(itemIds.length),
      temperature: 1,
    },
    ranking: { sequence: 1, cluster: 0.5, repeat: 0.25, position: 0.1 },
  };
}

export const tinyProvenance: Provenance = {
  vitrineVersion: '0.0.0',
  command: 'vitrine train --events log.csv --out model',
  seed: 1,
  backend: 'wasm',
  data: [{ file: 'log.csv', sha256: 'ab'.repeat(32) }],
};
