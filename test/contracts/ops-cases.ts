import type { Ops } from '../../src/encoder/ops/ops.js';

/** One operation on values that were computed by hand. */
export interface OpsCase {
  readonly name: string;
  /** @param tensor makes an input from row-major numbers */
  run<T>(ops: Ops<T>, tensor: (values: number[], shape: number[]) => T): T;
  readonly shape: readonly number[];
  readonly expected: readonly number[];
}

const e = Math.E;
/** What a layer norm makes of 1, 3: its variance of 1 is raised by the epsilon of 1e-6. */
const unit = 1 / Math.sqrt(1 + 1e-6);

/** Every operation, on odd shapes, and broadcast along every axis. */
export const opsCases: readonly OpsCase[] = [
  {
    name: 'matMul of odd shapes',
    run: (ops, tensor) => ops.matMul(tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [3, 3]), tensor([1, 0, 2, 1, 0, 3], [3, 2])),
    shape: [3, 2],
    expected: [5, 11, 14, 23, 23, 35],
  },
  {
    name: 'matMul of one row with seven columns',
    run: (ops, tensor) =>
      ops.matMul(tensor([1, 10], [1, 2]), tensor([1, 2, 3, 4, 5, 6, 7, 0, 1, 0, 1, 0, 1, 0], [2, 7])),
    shape: [1, 7],
    expected: [1, 12, 3, 14, 5, 16, 7],
  },
  {
    name: 'matMul of five inner steps with five columns, two rows',
    run: (ops, tensor) =>
      ops.matMul(
        tensor([1, 1, 1, 1, 1, 0, 0, 0, 0, 2], [2, 5]),
        tensor(
          Array.from({ length: 25 }, (_, i) => i),
          [5, 5],
        ),
      ),
    shape: [2, 5],
    expected: [50, 55, 60, 65, 70, 40, 42, 44, 46, 48],
  },
  {
    name: 'matMul of one row with six inner steps',
    run: (ops, tensor) => ops.matMul(tensor([1, 2, 3, 4, 5, 6], [1, 6]), tensor([1, 1, 1, 1, 1, 1], [6, 1])),
    shape: [1, 1],
    expected: [21],
  },
  {
    name: 'matMul of a batch, each matrix with its own',
    run: (ops, tensor) =>
      ops.matMul(tensor([1, 2, 3, 4], [2, 1, 1, 2]), tensor([1, 1, 0, 1, 2, 0, 0, 2], [2, 1, 2, 2])),
    shape: [2, 1, 1, 2],
    expected: [1, 3, 6, 8],
  },
  {
    name: 'linear over leading axes',
    run: (ops, tensor) =>
      ops.linear(tensor([1, 0, 0, 1, 2, 3], [1, 3, 2]), tensor([1, 2, 3, 4, 5, 6], [2, 3]), tensor([10, 20, 30], [3])),
    shape: [1, 3, 3],
    expected: [11, 22, 33, 14, 25, 36, 24, 39, 54],
  },
  {
    name: 'linear of one row',
    run: (ops, tensor) => ops.linear(tensor([2, 3], [1, 1, 2]), tensor([1, 2, 3, 4], [2, 2]), tensor([0.5, -0.5], [2])),
    shape: [1, 1, 2],
    expected: [11.5, 15.5],
  },
  {
    name: 'add of equal shapes',
    run: (ops, tensor) => ops.add(tensor([1, 2, 3], [3, 1]), tensor([10, 20, 30], [3, 1])),
    shape: [3, 1],
    expected: [11, 22, 33],
  },
  {
    name: 'add of a row to a batch',
    run: (ops, tensor) => ops.add(tensor([1, 2, 3, 4], [2, 1, 2]), tensor([10, 20], [2])),
    shape: [2, 1, 2],
    expected: [11, 22, 13, 24],
  },
  {
    name: 'add that repeats the axes of both',
    run: (ops, tensor) => ops.add(tensor([1, 2, 3], [3, 1]), tensor([10, 20], [1, 2])),
    shape: [3, 2],
    expected: [11, 21, 12, 22, 13, 23],
  },
  {
    name: 'add of a mask to every head',
    run: (ops, tensor) =>
      ops.add(tensor([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]), tensor([0, -100, 0, 0], [1, 1, 2, 2])),
    shape: [1, 2, 2, 2],
    expected: [1, -98, 3, 4, 5, -94, 7, 8],
  },
  {
    name: 'multiply by a column',
    run: (ops, tensor) => ops.multiply(tensor([1, 2, 3, 4, 5, 6], [2, 3]), tensor([2, -1], [2, 1])),
    shape: [2, 3],
    expected: [2, 4, 6, -4, -5, -6],
  },
  {
    name: 'scale',
    run: (ops, tensor) => ops.scale(tensor([1, -2, 0], [3]), -1.5),
    shape: [3],
    expected: [-1.5, 3, 0],
  },
  {
    name: 'relu',
    run: (ops, tensor) => ops.relu(tensor([-1, 0, 2.5], [1, 3])),
    shape: [1, 3],
    expected: [0, 0, 2.5],
  },
  {
    name: 'sigmoid, far from 0 too',
    run: (ops, tensor) => ops.sigmoid(tensor([0, Math.log(3), -Math.log(3), 60, -60], [5])),
    shape: [5],
    expected: [0.5, 0.75, 0.25, 1, 0],
  },
  {
    name: 'tanh, far from 0 too',
    run: (ops, tensor) => ops.tanh(tensor([0, Math.log(3), 40, -40], [2, 2])),
    shape: [2, 2],
    expected: [0, 0.8, 1, -1],
  },
  {
    name: 'normalize, a zero row too',
    run: (ops, tensor) => ops.normalize(tensor([3, 4, 0, 0], [1, 2, 2])),
    shape: [1, 2, 2],
    expected: [0.6, 0.8, 0, 0],
  },
  {
    name: 'softmax, over large and over masked values',
    run: (ops, tensor) => ops.softmax(tensor([0, 1, 500, 501, 2, -30_000], [3, 2])),
    shape: [3, 2],
    expected: [1 / (1 + e), e / (1 + e), 1 / (1 + e), e / (1 + e), 1, 0],
  },
  {
    name: 'softmax of a row of one',
    run: (ops, tensor) => ops.softmax(tensor([7, -7], [1, 2, 1])),
    shape: [1, 2, 1],
    expected: [1, 1],
  },
  {
    name: 'layerNorm, of equal values too',
    run: (ops, tensor) => ops.layerNorm(tensor([1, 3, 5, 5], [1, 2, 2]), tensor([2, 1], [2]), tensor([0, 10], [2])),
    shape: [1, 2, 2],
    expected: [-2 * unit, 10 + unit, 0, 10],
  },
  {
    name: 'gather of rows, one of them twice',
    run: (ops, tensor) => ops.gather(tensor([1, 2, 3, 4, 5, 6], [3, 2]), Int32Array.of(2, 0, 0), [1, 3]),
    shape: [1, 3, 2],
    expected: [5, 6, 1, 2, 1, 2],
  },
  {
    name: 'slice of the first axis',
    run: (ops, tensor) => ops.slice(tensor([1, 2, 3, 4, 5, 6], [3, 2]), 0, 1, 3),
    shape: [2, 2],
    expected: [3, 4, 5, 6],
  },
  {
    name: 'slice of an inner axis',
    run: (ops, tensor) => ops.slice(tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 3, 2]), 1, 1, 2),
    shape: [2, 1, 2],
    expected: [3, 4, 9, 10],
  },
  {
    name: 'slice of the last axis',
    run: (ops, tensor) => ops.slice(tensor([1, 2, 3, 4, 5, 6], [2, 3]), 1, 0, 2),
    shape: [2, 2],
    expected: [1, 2, 4, 5],
  },
  {
    name: 'split of an inner axis, its parts in reverse',
    run: (ops, tensor) => ops.concat(ops.split(tensor([1, 2, 3, 4, 5, 6], [1, 3, 2]), 1, 3).reverse(), 1),
    shape: [1, 3, 2],
    expected: [5, 6, 3, 4, 1, 2],
  },
  {
    name: 'split of the last axis, its parts added',
    run: (ops, tensor) => {
      const [left, right] = ops.split(tensor([1, 2, 30, 40, 3, 4, 50, 60], [2, 4]), 1, 2);
      return ops.add(left!, right!);
    },
    shape: [2, 2],
    expected: [31, 42, 53, 64],
  },
  {
    name: 'concat along the first axis',
    run: (ops, tensor) => ops.concat([tensor([1, 2], [1, 2]), tensor([3, 4, 5, 6], [2, 2])], 0),
    shape: [3, 2],
    expected: [1, 2, 3, 4, 5, 6],
  },
  {
    name: 'concat of three along an inner axis',
    run: (ops, tensor) =>
      ops.concat([tensor([1, 2], [2, 1, 1]), tensor([3, 4, 5, 6], [2, 2, 1]), tensor([7, 8], [2, 1, 1])], 1),
    shape: [2, 4, 1],
    expected: [1, 3, 4, 7, 2, 5, 6, 8],
  },
  {
    name: 'reshape',
    run: (ops, tensor) => ops.reshape(tensor([1, 2, 3, 4, 5, 6], [2, 3]), [3, 1, 2]),
    shape: [3, 1, 2],
    expected: [1, 2, 3, 4, 5, 6],
  },
  {
    name: 'transpose of a matrix',
    run: (ops, tensor) => ops.transpose(tensor([1, 2, 3, 4, 5, 6], [2, 3]), [1, 0]),
    shape: [3, 2],
    expected: [1, 4, 2, 5, 3, 6],
  },
  {
    name: 'transpose of the inner axes of four',
    run: (ops, tensor) => ops.transpose(tensor([1, 2, 3, 4, 5, 6], [1, 3, 2, 1]), [0, 2, 1, 3]),
    shape: [1, 2, 3, 1],
    expected: [1, 3, 5, 2, 4, 6],
  },
  {
    name: 'transpose of four axes to the back',
    run: (ops, tensor) => ops.transpose(tensor([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]), [0, 2, 3, 1]),
    shape: [1, 2, 2, 2],
    expected: [1, 5, 2, 6, 3, 7, 4, 8],
  },
  {
    name: 'constant',
    run: (ops) => ops.constant(Float32Array.of(1, -2, 0.5), [3, 1]),
    shape: [3, 1],
    expected: [1, -2, 0.5],
  },
  {
    name: 'dropout outside of training',
    run: (ops, tensor) => ops.dropout(tensor([1, 2], [2]), 0.5),
    shape: [2],
    expected: [1, 2],
  },
];
