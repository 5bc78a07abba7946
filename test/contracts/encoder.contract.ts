import { grads, memory, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EncoderInput } from '../../src/encoder/encoder.js';
import { createEncoder, type EncoderConfig } from '../../src/encoder/kinds/create-encoder.js';
import { createTfjsOps } from '../../src/encoder/ops/tfjs-ops.js';
import { createRandom } from '../../src/random.js';
import { loadTensorflow } from '../../src/train/tensorflow/load-tensorflow.js';
import { createTrainingOps } from '../../src/train/tensorflow/tfjs-training-ops.js';

type Numbers = Record<string, Float32Array>;
type Batch = Omit<EncoderInput<Float32Array>, 'rows'> & { readonly rows: Float32Array };

const minute = 60_000;

/** What every kind of encoder promises, on the backend and with the operations of training. */
export function describeEncoder(name: string, config: EncoderConfig): void {
  const encoder = createEncoder({ ...config, dropout: 0 });
  const size = config.embeddingSize;
  const random = createRandom(3);
  const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal());
  const weights: Numbers = {};
  for (const { name: parameter, shape, init } of encoder.parameters) {
    const noise = draw(shape.reduce((product, n) => product * n, 1)).map((value) => 0.5 * value);
    weights[parameter] = init === 'ones' ? noise.map((value) => 1 + 0.5 * value) : noise;
  }
  const shapes = new Map(encoder.parameters.map(({ name: parameter, shape }) => [parameter, [...shape]]));

  /** Sequences of random rows, those of equal tokens equal; the padding holds what it must not matter. */
  const table = draw(10 * size);
  const batchOf = (sequences: number[][], length: number, padding = 0): Batch => {
    const tokens = Int32Array.from(sequences.flatMap((own) => [...own, ...Array(length - own.length).fill(padding)]));
    return {
      rows: Float32Array.from({ length: tokens.length * size }, (_, i) => {
        return table[tokens[Math.floor(i / size)]! * size + (i % size)]!;
      }),
      tokens,
      times: Float64Array.from(tokens, (_, i) => (i % length) ** 2 * minute),
      types: Uint8Array.from(tokens, (token) => token % (config.eventTypes || 1)),
      lengths: Int32Array.from(sequences, (own) => own.length),
      batchSize: sequences.length,
      length,
    };
  };
  const run = (batch: Batch, rows: Tensor, parameters: Record<string, Tensor>) =>
    encoder.encode(createTrainingOps(random), parameters, { ...batch, rows });
  const rowsShape = ({ batchSize, length }: Batch) => [batchSize, length, size];
  const toTensors = (numbers: Numbers) =>
    Object.fromEntries(Object.entries(numbers).map(([key, data]) => [key, tensor(data, shapes.get(key))]));
  const encode = (batch: Batch): Float32Array =>
    tidy(() => run(batch, tensor(batch.rows, rowsShape(batch)), toTensors(weights)).dataSync() as Float32Array);

  /** The embedding of each sequence's last token. */
  const lastStates = (batch: Batch): Float32Array[] => {
    const states = encode(batch);
    return Array.from(batch.lengths, (own, b) => {
      const at = (b * batch.length + own - 1) * size;
      return states.slice(at, at + size);
    });
  };

  describe(`the ${name} encoder`, () => {
    beforeAll(async () => {
      await loadTensorflow();
    });

    it('gives an embedding a place', () => {
      const batch = batchOf(
        [
          [1, 2, 3],
          [4, 5],
        ],
        3,
      );
      tidy(() => {
        const rows = tensor(batch.rows, rowsShape(batch));
        expect(run(batch, rows, toTensors(weights)).shape).toEqual([2, 3, size]);
      });
    });

    it('encodes a sequence the same alone and padded beside others', () => {
      const sequences = [
        [9, 1, 2, 1],
        [9, 4],
        [9, 6, 7, 6, 8, 5],
      ];
      const alone = sequences.map((own) => lastStates(batchOf([own], own.length))[0]!);
      for (const padding of [0, 3]) {
        lastStates(batchOf(sequences, 8, padding)).forEach((state, b) => {
          expect(largestDifference(state, alone[b]!)).toBeLessThan(1e-4);
        });
      }
    });

    it(config.kind === 'bag' ? 'has no eye for order' : 'has an eye for order', () => {
      const [one, other] = lastStates(
        batchOf(
          [
            [1, 2, 3, 4, 5, 6],
            [3, 1, 4, 2, 5, 6],
          ],
          6,
        ),
      );
      const difference = largestDifference(one!, other!);
      if (config.kind === 'bag') expect(difference).toBeLessThan(1e-4);
      else expect(difference).toBeGreaterThan(1e-3);
    });

    it('lets a place see what it says it sees', () => {
      const [one, other] = [
        [9, 1, 2, 3, 4],
        [9, 1, 2, 3, 5],
      ].map((own) => encode(batchOf([own], 5)));
      const change = (place: number) =>
        largestDifference(
          one!.subarray(place * size, (place + 1) * size),
          other!.subarray(place * size, (place + 1) * size),
        );
      expect(change(4)).toBeGreaterThan(1e-3);
      if (encoder.sees === 'prefix') expect(change(1)).toBe(0);
      if (encoder.sees === 'masked') expect(change(1)).toBeGreaterThan(1e-3);
    });

    it('makes something of a single token', () => {
      const [state] = lastStates(batchOf([[5]], 1));
      expect(state!.every(Number.isFinite)).toBe(true);
      expect(state!.some((value) => value !== 0)).toBe(true);
    });

    it('has gradients that agree with small differences, and none that is all zero', () => {
      const batch = batchOf(
        [
          [9, 1, 2, 1, 3],
          [9, 4, 5],
        ],
        5,
      );
      const directions = draw(batch.rows.length);
      for (let b = 0; b < batch.batchSize; b++) {
        for (let t = 0; t < batch.length; t++) {
          const isMeant = encoder.sees === 'whole' ? t === batch.lengths[b]! - 1 : t < batch.lengths[b]!;
          const at = (b * batch.length + t) * size;
          if (!isMeant) directions.fill(0, at, at + size);
        }
      }
      const inputs: Numbers = { ...weights, rows: batch.rows };
      const names = Object.keys(inputs);
      const objective = (...values: Tensor[]): Tensor => {
        const { rows, ...parameters } = Object.fromEntries(names.map((key, i) => [key, values[i]!]));
        return sum(mul(run(batch, rows!, parameters), tensor(directions, rowsShape(batch))));
      };
      const shapeOf = (key: string) => shapes.get(key) ?? rowsShape(batch);
      const evaluate = (numbers: Numbers) =>
        tidy(() => objective(...names.map((key) => tensor(numbers[key]!, shapeOf(key)))).dataSync()[0]!);
      const gradients: Numbers = {};
      tidy(() => {
        const slopes = grads(objective)(names.map((key) => tensor(inputs[key]!, shapeOf(key))));
        names.forEach((key, i) => {
          gradients[key] = slopes[i]!.dataSync().slice() as Float32Array;
        });
      });
      for (const key of names) {
        const gradient = gradients[key]!;
        const steepest = gradient.reduce(
          (best, value, i) => (Math.abs(value) > Math.abs(gradient[best]!) ? i : best),
          0,
        );
        // Whoever shifts every score of a softmax changes nothing: a key's bias has no say.
        if (/\/key\/bias$/.test(key)) continue;
        expect(gradient[steepest], `${key} does not matter`).not.toBe(0);
        for (const place of new Set([steepest, random.integer(gradient.length), random.integer(gradient.length)])) {
          const moved = (by: number) => {
            const values = inputs[key]!.slice();
            values[place]! += by;
            return evaluate({ ...inputs, [key]: values });
          };
          const slopes = [1e-2, 2e-3].map(
            (step) => (8 * (moved(step) - moved(-step)) - (moved(2 * step) - moved(-2 * step))) / (12 * step),
          );
          // One of the two steps may pass the kink of a rectified unit.
          const error = Math.min(...slopes.map((slope) => Math.abs(slope - gradient[place]!)));
          expect(error / (1 + Math.abs(gradient[steepest]!)), `${key}[${place}]`).toBeLessThan(5e-3);
        }
      }
    });

    it('leaves no tensor behind', () => {
      const before = memory().numTensors;
      encode(batchOf([[1, 2]], 4));
      expect(memory().numTensors).toBe(before);
    });

    it('runs on the operations of the browser as on those of training', () => {
      const batch = batchOf(
        [
          [9, 1, 2, 1, 3],
          [9, 4, 5],
        ],
        5,
      );
      const found = tidy(() => {
        const rows = tensor(batch.rows, rowsShape(batch));
        return encoder.encode(createTfjsOps(), toTensors(weights), { ...batch, rows }).dataSync() as Float32Array;
      });
      expect(largestDifference(found, encode(batch))).toBeLessThan(1e-4);
    });
  });
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  // A NaN makes the maximum NaN, which is below nothing.
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}
