import { describe, expect, it } from 'vitest';
import type { Ops } from '../../src/encoder/ops/ops.js';
import { encodeRandomSequences } from './encode-random-sequences.js';
import { opsCases } from './ops-cases.js';

/** What runs the operations, as a test needs it. */
export interface OpsExecution<T> {
  readonly ops: Ops<T>;
  shapeOf(x: T): readonly number[];
  read(x: T): Float32Array;
}

/** What every execution of the encoder's operations promises. */
export function describeOps<T>(
  name: string,
  open: () => Promise<OpsExecution<T>>,
  expectedStates: Float32Array[],
): void {
  describe(`the operations on ${name}`, () => {
    it.each(opsCases)('compute $name', async ({ run, shape, expected }) => {
      const { ops, shapeOf, read } = await open();
      const result = run(ops, (values, of) => ops.constant(Float32Array.from(values), of));
      expect(shapeOf(result)).toEqual(shape);
      expect(distance(read(result), expected)).toBeLessThan(1e-5);
    });

    it('leave their inputs as they are', async () => {
      const { ops, read } = await open();
      for (const { run } of opsCases) {
        const inputs: { tensor: T; values: number[] }[] = [];
        run(ops, (values, shape) => {
          const tensor = ops.constant(Float32Array.from(values), shape);
          inputs.push({ tensor, values });
          return tensor;
        });
        for (const { tensor, values } of inputs) expect([...read(tensor)]).toEqual([...Float32Array.from(values)]);
      }
    });

    it('make up a Transformer that agrees with all others, over sequences of every length', async () => {
      const { ops, read } = await open();
      const states = encodeRandomSequences(ops, read);
      expect(states.length).toBe(expectedStates.length);
      for (const [i, state] of states.entries()) expect(distance(state, expectedStates[i]!)).toBeLessThan(1e-4);
    });
  });
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  // A NaN makes the maximum NaN, which is below nothing.
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}
