import { describe, expect, it } from 'vitest';
import { createEncoder, type EncoderConfig, encoderKinds } from '../../src/encoder/kinds/create-encoder.js';
import { describeEncoder } from '../contracts/encoder.contract.js';

const shape = { embeddingSize: 4, maxSequenceLength: 10, dropout: 0.2 };
const features = { scores: 'cosine', temperature: 0.5, timeGaps: true, eventTypes: 3 } as const;
const blocks = { nBlocks: 1, nHeads: 2, hiddenSize: 6 };

const kinds: EncoderConfig[] = [
  { ...shape, ...blocks, kind: 'transformer' },
  { ...shape, ...blocks, kind: 'bert' },
  { ...shape, kind: 'gru', nLayers: 2, hiddenSize: 3 },
  { ...shape, kind: 'lstm', nLayers: 2, hiddenSize: 3 },
  { ...shape, kind: 'convolution', kernelSize: 2, dilations: [1, 2] },
  { ...shape, kind: 'session-graph', nSteps: 2 },
  { ...shape, kind: 'bag' },
];

for (const config of kinds) {
  describeEncoder(config.kind, config);
  describeEncoder(`${config.kind}, told of times and types, by cosine,`, { ...config, ...features });
}

describe('createEncoder', () => {
  it('knows every kind', () => {
    expect(kinds.map(({ kind }) => kind)).toEqual([...encoderKinds]);
  });

  it('lists the kinds for one that it does not know', () => {
    expect(() => createEncoder({ ...shape, kind: 'rnn' } as unknown as EncoderConfig)).toThrowError(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message:
          'encoder kind is "rnn", expected one of: transformer, bert, gru, lstm, convolution, session-graph, bag',
      }),
    );
  });
});
