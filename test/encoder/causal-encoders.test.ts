import type { EncoderConfig } from '../../src/encoder/kinds/create-encoder.js';
import { describeCausalEncoder } from '../contracts/causal-encoder.contract.js';

const shape = { embeddingSize: 8, maxSequenceLength: 20, dropout: 0.2 };
const features = { scores: 'cosine', timeGaps: true, eventTypes: 3 } as const;

/** Every kind that sees prefixes, plain and with all that configurations can add. */
const causal: Record<string, EncoderConfig> = {
  Transformer: { ...shape, kind: 'transformer', nBlocks: 2, nHeads: 2, hiddenSize: 12 },
  'Transformer of one head, with features': {
    ...shape,
    ...features,
    kind: 'transformer',
    nBlocks: 1,
    nHeads: 1,
    hiddenSize: 4,
  },
  'Transformer of one block, which can forget its oldest tokens': {
    ...shape,
    kind: 'transformer',
    nBlocks: 1,
    nHeads: 2,
    hiddenSize: 6,
    scores: 'cosine',
    eventTypes: 3,
  },
  GRU: { ...shape, kind: 'gru', nLayers: 2, hiddenSize: 8 },
  'GRU with features': { ...shape, ...features, kind: 'gru', nLayers: 1, hiddenSize: 6 },
  LSTM: { ...shape, kind: 'lstm', nLayers: 2, hiddenSize: 6 },
  convolution: { ...shape, kind: 'convolution', kernelSize: 3, dilations: [1, 2] },
  bag: { ...shape, kind: 'bag' },
};

for (const [name, config] of Object.entries(causal)) describeCausalEncoder(name, config);
