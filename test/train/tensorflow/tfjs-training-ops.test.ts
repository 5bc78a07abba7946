import { gather, grads, matMul, memory, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { createTrainingOps, gatherRows, matMulWithGradient } from '../../../src/train/tensorflow/tfjs-training-ops.js';

const random = createRandom(5);
const draw = (...shape: number[]) => {
  const length = shape.reduce((product, n) => product * n, 1);
  return { shape, data: Float32Array.from({ length }, () => random.normal()) };
};

/** The value of f(a, b) · w summed, and its gradients by a and b, as plain numbers. */
function differentiate(f: (a: Tensor, b: Tensor) => Tensor, inputs: ReturnType<typeof draw>[]): number[][] {
  const results: number[][] = [];
  tidy(() => {
    const tensors = inputs.map(({ data, shape }) => tensor(data, shape));
    const weighed = (...[a, b]: Tensor[]) => {
      const value = f(a, b);
      return sum(
        mul(
          value,
          tensor(
            Float32Array.from({ length: value.size }, (_, i) => Math.sin(i)),
            value.shape,
          ),
        ),
      );
    };
    results.push([...f(tensors[0], tensors[1]).dataSync()]);
    for (const gradient of grads(weighed)(tensors)) results.push([...gradient.dataSync()]);
  });
  return results;
}

function expectClose(actual: number[][], expected: number[][]): void {
  expect(actual.map((values) => values.length)).toEqual(expected.map((values) => values.length));
  actual.forEach((values, i) => {
    values.forEach((value, j) => {
      expect(value).toBeCloseTo(expected[i][j], 4);
    });
  });
}

describe('the operations of training', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it.each([
    { a: [3, 4], b: [4, 5] },
    { a: [2, 3, 4], b: [2, 4, 5] },
    { a: [2, 2, 3, 4], b: [2, 2, 4, 3] },
  ])('multiplies $a by $b with the gradients of TensorFlow.js', ({ a, b }) => {
    const inputs = [draw(...a), draw(...b)];
    expectClose(
      differentiate(matMulWithGradient, inputs),
      differentiate((x, y) => matMul(x, y), inputs),
    );
  });

  it.each([
    { m: 4, k: 32, n: 4, why: 'tiny' },
    { m: 6, k: 48, n: 7, why: 'of the longest sums that are added up alike' },
    { m: 5, k: 80, n: 3, why: 'of longer sums' },
    { m: 40, k: 32, n: 40, why: 'larger' },
  ])('multiplies a batch of $why matrices to the bits of one product at a time', ({ m, k, n }) => {
    const [a, b] = [draw(3, m, k), draw(3, k, n)];
    const whole = tidy(() => [...matMulWithGradient(tensor(a.data, a.shape), tensor(b.data, b.shape)).dataSync()]);
    const each = [0, 1, 2].flatMap((i) =>
      tidy(() => {
        const left = tensor(a.data.slice(i * m * k, (i + 1) * m * k), [m, k]);
        return [...matMul(left, tensor(b.data.slice(i * k * n, (i + 1) * k * n), [k, n])).dataSync()];
      }),
    );
    expect(whole).toEqual(each);
  });

  it('adds the gradients of a row that is gathered twice', () => {
    const table = tensor([1, 2, 3, 4, 5, 6], [3, 2]);
    const rows = Int32Array.of(2, 0, 2);
    const [gradient] = grads((x: Tensor) => sum(mul(gatherRows(x, rows, [3]), tensor([1, 10, 2, 20, 3, 30], [3, 2]))))([
      table,
    ]);
    expect([...gatherRows(table, rows, [3]).dataSync()]).toEqual([...gather(table, [2, 0, 2]).dataSync()]);
    expect([...gradient.dataSync()]).toEqual([2, 20, 0, 0, 4, 40]);
  });

  it('drops the same elements for the same seed, and keeps the mean', () => {
    const drop = (seed: number) =>
      tidy(() => [
        ...createTrainingOps(createRandom(seed))
          .dropout(tensor(new Float32Array(4000).fill(1)), 0.25)
          .dataSync(),
      ]);
    const dropped = drop(1);
    expect(drop(1)).toEqual(dropped);
    expect(drop(2)).not.toEqual(dropped);
    expect(new Set(dropped)).toEqual(new Set([0, Math.fround(4 / 3)]));
    expect(dropped.filter((value) => value === 0).length / 4000).toBeCloseTo(0.25, 1);
  });

  it('leaves no tensor behind', () => {
    const inputs = [draw(2, 3, 4), draw(2, 4, 5)];
    differentiate(matMulWithGradient, inputs);
    const before = memory().numTensors;
    differentiate(matMulWithGradient, inputs);
    expect(memory().numTensors).toBe(before);
  });
});
