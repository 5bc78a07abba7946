import { setBackend, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Encoder } from '../../src/encoder/encoder.js';
import { createEncoder, type EncoderConfig } from '../../src/encoder/kinds/create-encoder.js';
import { createTfjsOps } from '../../src/encoder/ops/tfjs-ops.js';
import fixture from '../fixtures/encoders.json';

const { batchSize, length } = fixture;
const lengths = Int32Array.from(fixture.lengths);
const cases = fixture.cases.map(({ config, ...rest }) => ({ config: config as unknown as EncoderConfig, ...rest }));

/** Encodes the fixture's batch: [batchSize, length, embeddingSize]. */
function encode(encoder: Encoder, weights: (typeof cases)[number]['weights']): Float32Array {
  return tidy(() => {
    const tensors: Record<string, Tensor> = {};
    for (const [name, { shape, data }] of Object.entries(weights)) tensors[name] = tensor(data, shape);
    return encoder
      .encode(createTfjsOps(), tensors, {
        rows: tensor(fixture.rows, [batchSize, length, encoder.config.embeddingSize]),
        tokens: Int32Array.from(fixture.tokens),
        times: Float64Array.from(fixture.times),
        lengths,
        batchSize,
        length,
      })
      .dataSync() as Float32Array;
  });
}

describe.each(cases)('the encoder $config.kind', ({ config, weights, output }) => {
  beforeAll(() => setBackend('cpu'));
  const encoder = createEncoder(config);

  it('declares exactly the weights of its PyTorch twin', () => {
    const shapes = Object.entries(weights).map(([name, { shape }]) => [name, shape]);
    expect(Object.fromEntries(encoder.parameters.map(({ name, shape }) => [name, shape]))).toEqual(
      Object.fromEntries(shapes),
    );
  });

  it('agrees with PyTorch at every place that means something', () => {
    const size = config.embeddingSize;
    const found = encode(encoder, weights);
    for (let b = 0; b < batchSize; b++) {
      const places = encoder.sees === 'whole' ? [lengths[b] - 1] : Array.from({ length: lengths[b] }, (_, t) => t);
      for (const t of places) {
        const at = encoder.sees === 'whole' ? b * size : (b * length + t) * size;
        for (let i = 0; i < size; i++) {
          expect(found[(b * length + t) * size + i]).toBeCloseTo(output[at + i], 4);
        }
      }
    }
  });
});
