import { describe, expect, it } from 'vitest';
import type { EncoderMemory } from '../../src/encoder/encoder.js';
import { createEncoder, type EncoderConfig } from '../../src/encoder/kinds/create-encoder.js';
import { createArrayOps } from '../../src/encoder/ops/array-ops.js';
import type { ArrayTensor } from '../../src/encoder/ops/array-tensor.js';
import { createRandom } from '../../src/random.js';

const length = 17;
const second = 1000;

/** What every encoder that sees prefixes promises, shown on plain arrays with random weights. */
export function describeCausalEncoder(name: string, config: EncoderConfig): void {
  const encoder = createEncoder(config);
  const size = config.embeddingSize;
  const ops = createArrayOps();
  const random = createRandom(5);
  const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal() / Math.sqrt(size));
  const weights: Record<string, ArrayTensor> = {};
  for (const { name: parameter, shape } of encoder.parameters) {
    weights[parameter] = { data: draw(shape.reduce((product, n) => product * n, 1)), shape };
  }
  const rows = draw(length * size);
  let time = 1.7e12;
  const times = Float64Array.from({ length }, () => {
    time += Math.round(second * 10 ** (6 * random.next()));
    return time;
  });
  const types = Uint8Array.from({ length }, () => random.integer(config.eventTypes || 1));
  const tokens = Int32Array.from({ length }, () => random.integer(9));

  const encode = (from: number, to: number, memory?: EncoderMemory<ArrayTensor>) =>
    encoder.encode(
      ops,
      weights,
      {
        rows: { data: rows.slice(from * size, to * size), shape: [1, to - from, size] },
        tokens: tokens.slice(from, to),
        times: times.slice(from, to),
        types: types.slice(from, to),
        lengths: Int32Array.of(to - from),
        batchSize: 1,
        length: to - from,
      },
      memory,
    ).data;
  const emptyMemory = (): EncoderMemory<ArrayTensor> => ({ times: new Float64Array(0), states: new Map() });
  const whole = encode(0, length);

  describe(`a prefix in the ${name}`, () => {
    it('sees nothing that comes after it', () => {
      expect(encoder.sees).toBe('prefix');
      for (let to = 1; to < length; to++) expectClose(encode(0, to), whole.subarray(0, to * size));
    });

    it('encodes the same token by token, with what was read before in memory', () => {
      const memory = emptyMemory();
      for (let from = 0; from < length; from++) {
        expectClose(encode(from, from + 1, memory), whole.subarray(from * size, (from + 1) * size));
      }
      expect(memory.times).toEqual(times);
    });

    it('encodes the same in chunks of any length', () => {
      for (const cuts of [[1, 2], [3, 4, 11], [16], [2, 5, 9, 14]]) {
        const memory = emptyMemory();
        for (const [i, to] of [...cuts, length].entries()) {
          const from = cuts[i - 1] ?? 0;
          expectClose(encode(from, to, memory), whole.subarray(from * size, to * size));
        }
      }
    });

    it('leaves a copy of its memory as it was, so that a question need not be kept', () => {
      const memory = emptyMemory();
      encode(0, 9, memory);
      const copy = { times: memory.times, states: new Map(memory.states) };
      encode(11, 13, copy);
      expectClose(encode(9, 10, memory), whole.subarray(9 * size, 10 * size));
      expect(memory.times.length).toBe(10);
    });

    if (encoder.forgetOldest) {
      it('reads on after it forgot its oldest tokens as if it had begun after them', () => {
        for (const [count, known] of [
          [1, 5],
          [4, 9],
          [8, 9],
        ] as const) {
          const memory = emptyMemory();
          encode(0, known, memory);
          encoder.forgetOldest!(ops, memory, count);
          expect(memory.times).toEqual(times.slice(count, known));
          const expected = encode(count, length).subarray((known - count) * size);
          expectClose(encode(known, length, memory), expected);
        }
      });
    }

    it('starts from an empty memory as from none', () => {
      expectClose(encode(0, length, emptyMemory()), whole);
    });
  });
}

function expectClose(found: Float32Array, expected: Float32Array): void {
  expect(found.length).toBe(expected.length);
  // A NaN makes the maximum NaN, which is below nothing.
  expect(Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-5);
}
