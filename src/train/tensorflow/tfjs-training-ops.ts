import { customGrad, type GradSaveFunc, matMul, mul, type Tensor, transpose } from '@tensorflow/tfjs-core';
import type { Ops } from '../../encoder/ops/ops.js';
import { createTfjsOps } from '../../encoder/ops/tfjs-ops.js';
import type { Random } from '../../random.js';
import { createBlankTensor, viewTensor } from './tensor-view.js';

/**
 * The encoder's operations with gradients that are fast on the WASM backend, and with a real, seeded dropout.
 *
 * @param random draws the dropout masks
 */
export function createTrainingOps(random: Random): Ops<Tensor> {
  return createTfjsOps({ matMul: matMulWithGradient, gather: gatherRows, dropout: (x, rate) => drop(x, rate, random) });
}

/**
 * A batched matrix product for the WASM backend, which has a fast path only for two plain matrices: batches are
 * multiplied one by one (several times faster) unless they are tiny, and the gradient transposes explicitly (five times faster).
 *
 * @param a [..., m, k]
 * @param b [..., k, n]
 * @returns [..., m, n]
 */
export const matMulWithGradient: (a: Tensor, b: Tensor) => Tensor = customGrad((...inputs) => {
  const [a, b, save] = inputs as [Tensor, Tensor, GradSaveFunc];
  save([a, b]);
  return {
    value: multiplyEach(a, b),
    gradFunc: (dy: Tensor, saved: Tensor[]) => [
      multiplyEach(dy, swapLast(saved[1])),
      multiplyEach(swapLast(saved[0]), dy),
    ],
  };
});

/**
 * Rows of a table by index, copied and in the gradient added up on the CPU side: the backend's kernel for the one is
 * slow, for the other it has none.
 *
 * @param table [n, width]
 * @returns [...shape, width]
 */
export function gatherRows(table: Tensor, indices: Int32Array, shape: readonly number[]): Tensor {
  const [n, width] = table.shape;
  const gathered = customGrad((...inputs) => {
    const value = createBlankTensor([...shape, width]);
    const values = viewTensor(inputs[0] as Tensor);
    const rows = viewTensor(value);
    for (let i = 0; i < indices.length; i++) {
      for (let j = 0; j < width; j++) rows[i * width + j] = values[indices[i] * width + j];
    }
    return {
      value,
      gradFunc: (dy: Tensor) => {
        const gradient = createBlankTensor([n, width]);
        const slopes = viewTensor(dy);
        const sums = viewTensor(gradient).fill(0);
        for (let i = 0; i < indices.length; i++) {
          const to = indices[i] * width;
          for (let j = 0; j < width; j++) sums[to + j] += slopes[i * width + j];
        }
        return gradient;
      },
    };
  });
  return gathered(table);
}

/** Up to so many multiplications a matrix, the backend's plain path costs less than a call of the fast one. */
const maxPlainProducts = 16_384;
/** The plain path adds up in blocks of so many: longer sums would be rounded otherwise than those of the fast one. */
const plainBlock = 48;

function multiplyEach(a: Tensor, b: Tensor): Tensor {
  const [m, k] = a.shape.slice(-2);
  const n = b.shape[b.rank - 1];
  if (a.rank === 2 || (k <= plainBlock && m * k * n <= maxPlainProducts)) return matMul(a, b);
  const batch = a.size / (m * k);
  const products = createBlankTensor([...a.shape.slice(0, -2), m, n]);
  for (let i = 0; i < batch; i++) {
    const left = createBlankTensor([m, k]);
    const right = createBlankTensor([k, n]);
    viewTensor(left).set(viewTensor(a).subarray(i * m * k, (i + 1) * m * k));
    viewTensor(right).set(viewTensor(b).subarray(i * k * n, (i + 1) * k * n));
    const product = matMul(left, right);
    viewTensor(products).set(viewTensor(product), i * m * n);
    for (const used of [left, right, product]) used.dispose();
  }
  return products;
}

function drop(x: Tensor, rate: number, random: Random): Tensor {
  if (rate === 0) return x;
  const mask = createBlankTensor(x.shape);
  const factors = viewTensor(mask);
  const scale = 1 / (1 - rate);
  for (let i = 0; i < factors.length; i++) factors[i] = random.next() >= rate ? scale : 0;
  return mul(x, mask);
}

function swapLast(x: Tensor): Tensor {
  const axes = x.shape.map((_, i) => i);
  return transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}
