import { memory, setBackend, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEncoder, type EncoderConfig } from '../../../src/encoder/kinds/create-encoder.js';
import { createTfjsOps } from '../../../src/encoder/ops/tfjs-ops.js';
import fixture from '../../fixtures/transformer.json';

const encoder = createEncoder(fixture.config as EncoderConfig);
const size = fixture.config.embeddingSize;

/** Encodes the first tokens of one of the fixture's sequences, all times moved by `laterMs`. */
function encode(sequence: number, length: number, laterMs = 0): Float32Array {
  const start = sequence * fixture.length * size;
  const encoded = tidy(() => {
    const weights: Record<string, Tensor> = {};
    for (const [name, { shape, data }] of Object.entries(fixture.weights)) weights[name] = tensor(data, shape);
    return encoder.encode(createTfjsOps(), weights, {
      rows: tensor(fixture.rows.slice(start, start + length * size), [1, length, size]),
      times: Float64Array.from(fixture.times.slice(start / size, start / size + length), (time) => time + laterMs),
      tokens: new Int32Array(length),
      lengths: Int32Array.of(length),
      batchSize: 1,
      length,
    });
  });
  const values = encoded.dataSync() as Float32Array;
  encoded.dispose();
  return values;
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
}

describe('the Transformer', () => {
  beforeAll(() => setBackend('cpu'));

  it('declares exactly the weights that it reads', () => {
    const declared = Object.fromEntries(encoder.parameters.map(({ name, shape }) => [name, shape]));
    expect(declared).toEqual(
      Object.fromEntries(Object.entries(fixture.weights).map(([name, { shape }]) => [name, shape])),
    );
  });

  it("agrees with PyTorch's MultiheadAttention and LayerNorm", () => {
    const perSequence = fixture.length * size;
    for (const sequence of [0, 1]) {
      const expected = fixture.output.slice(sequence * perSequence, (sequence + 1) * perSequence);
      expect(distance(encode(sequence, fixture.length), expected)).toBeLessThan(1e-4);
    }
  });

  it('encodes a prefix the same alone and inside its session', () => {
    const whole = encode(0, fixture.length);
    for (let length = 1; length < fixture.length; length++) {
      expect(distance(encode(0, length), whole.subarray(0, length * size))).toBeLessThan(1e-5);
    }
  });

  it('has no place for absolute positions: the same steps later in time encode the same', () => {
    expect(distance(encode(1, 5), encode(1, 5, 1e9))).toBeLessThan(1e-6);
  });

  it('leaves no tensor behind', () => {
    const before = memory().numTensors;
    encode(0, 4);
    expect(memory().numTensors).toBe(before);
  });
});
