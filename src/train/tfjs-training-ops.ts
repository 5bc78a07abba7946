import { customGrad, type GradSaveFunc, matMul, mul, type Tensor, tensor, transpose } from '@tensorflow/tfjs-core';
import type { Ops } from '../encoder/ops.js';
import { createTfjsOps } from '../encoder/tfjs-ops.js';
import type { Random } from '../random.js';

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
 * multiplied one by one (several times faster), and the gradient transposes explicitly (five times faster).
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
    const values = (inputs[0] as Tensor).dataSync();
    const rows = new Float32Array(indices.length * width);
    for (let i = 0; i < indices.length; i++) {
      for (let j = 0; j < width; j++) rows[i * width + j] = values[indices[i] * width + j];
    }
    return {
      value: tensor(rows, [...shape, width]),
      gradFunc: (dy: Tensor) => {
        const slopes = dy.dataSync();
        const sums = new Float32Array(n * width);
        for (let i = 0; i < indices.length; i++) {
          const to = indices[i] * width;
          for (let j = 0; j < width; j++) sums[to + j] += slopes[i * width + j];
        }
        return tensor(sums, [n, width]);
      },
    };
  });
  return gathered(table);
}

function multiplyEach(a: Tensor, b: Tensor): Tensor {
  if (a.rank === 2) return matMul(a, b);
  const [m, k] = a.shape.slice(-2);
  const n = b.shape[b.rank - 1];
  const batch = a.size / (m * k);
  const lefts = a.dataSync();
  const rights = b.dataSync();
  const products = new Float32Array(batch * m * n);
  for (let i = 0; i < batch; i++) {
    const left = tensor(lefts.subarray(i * m * k, (i + 1) * m * k), [m, k]);
    const right = tensor(rights.subarray(i * k * n, (i + 1) * k * n), [k, n]);
    const product = matMul(left, right);
    products.set(product.dataSync(), i * m * n);
    for (const used of [left, right, product]) used.dispose();
  }
  return tensor(products, [...a.shape.slice(0, -2), m, n]);
}

function drop(x: Tensor, rate: number, random: Random): Tensor {
  if (rate === 0) return x;
  const mask = new Float32Array(x.size);
  const scale = 1 / (1 - rate);
  for (let i = 0; i < mask.length; i++) if (random.next() >= rate) mask[i] = scale;
  return mul(x, tensor(mask, x.shape));
}

function swapLast(x: Tensor): Tensor {
  const axes = x.shape.map((_, i) => i);
  return transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}
