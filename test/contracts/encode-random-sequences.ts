import { createEncoder } from '../../src/encoder/kinds/create-encoder.js';
import type { Ops } from '../../src/encoder/ops/ops.js';
import { createRandom } from '../../src/random.js';
import { createRandomModel } from '../encoder/random-model.js';

const model = createRandomModel({ maxSequenceLength: 20 });
const size = model.encoder.embeddingSize;

/** A random sequence with pauses of all scales, from a second to ten days. */
export function randomTokens(length: number, seed: number): { tokens: Int32Array; times: Float64Array } {
  const random = createRandom(seed);
  let time = 1.3e12;
  const times = Float64Array.from({ length }, () => {
    time += Math.round(10 ** (3 + 6 * random.next()));
    return time;
  });
  return { tokens: Int32Array.from({ length }, () => random.integer(model.vocabulary.size + 1)), times };
}

/** The states of a random Transformer over one random sequence of each length from 1 to 20. */
export function encodeRandomSequences<T>(ops: Ops<T>, read: (x: T) => Float32Array): Float32Array[] {
  const encoder = createEncoder(model.encoder);
  const weights = Object.fromEntries(
    Object.entries(model.encoderWeights).map(([name, { data, shape }]) => [name, ops.constant(data, shape)]),
  );
  return Array.from({ length: model.encoder.maxSequenceLength }, (_, i) => {
    const length = i + 1;
    const { tokens, times } = randomTokens(length, length);
    const rows = Float32Array.from({ length: length * size }, (_, at) => {
      return model.itemEmbeddings[tokens[Math.floor(at / size)]! * size + (at % size)]!;
    });
    const input = {
      rows: ops.constant(rows, [1, length, size]),
      tokens,
      times,
      lengths: Int32Array.of(length),
      batchSize: 1,
      length,
    };
    return Float32Array.from(read(encoder.encode(ops, weights, input)));
  });
}
