import {
  add,
  concat,
  gather,
  matMul,
  mean,
  mul,
  relu,
  reshape,
  rsqrt,
  sigmoid,
  slice,
  softmax,
  split,
  square,
  sub,
  sum,
  type Tensor,
  tanh,
  tensor,
  tensor1d,
  transpose,
} from '@tensorflow/tfjs-core';
import { layerNormEpsilon, normalizeEpsilon, type Ops } from './ops.js';

/**
 * The encoder's operations on TensorFlow.js, on whichever backend is active (webgl, wasm; cpu in tests).
 *
 * The caller owns every tensor that comes back: wrap a forward pass in `tidy`.
 *
 * @param overrides operations that training replaces, such as a real `dropout`
 */
export function createTfjsOps(overrides: Partial<Ops<Tensor>> = {}): Ops<Tensor> {
  const ops: Ops<Tensor> = {
    matMul: (a, b) => matMul(a, b),
    linear(x, weight, bias) {
      const [from, to] = weight.shape;
      // One flat product: broadcasting the weight over a batch is many times slower.
      const flat = ops.matMul(reshape(x, [x.size / from, from]), weight);
      return reshape(add(flat, bias), [...x.shape.slice(0, -1), to]);
    },
    add,
    multiply: (a, b) => mul(a, b),
    scale: (x, factor) => mul(x, factor),
    relu: (x) => relu(x),
    sigmoid: (x) => sigmoid(x),
    tanh: (x) => tanh(x),
    normalize: (x) => mul(x, rsqrt(add(sum(square(x), -1, true), normalizeEpsilon))),
    softmax: (x) => softmax(x),
    layerNorm(x, gain, bias) {
      const centered = sub(x, mean(x, -1, true));
      const variance = mean(square(centered), -1, true);
      return add(mul(mul(centered, rsqrt(add(variance, layerNormEpsilon))), gain), bias);
    },
    gather: (table, indices, shape) =>
      reshape(gather(table, tensor1d(indices, 'int32')), [...shape, table.shape[1] as number]),
    slice(x, axis, from, to) {
      const begin = x.shape.map((_, i) => (i === axis ? from : 0));
      const size = x.shape.map((n, i) => (i === axis ? to - from : n));
      return slice(x, begin, size);
    },
    split: (x, axis, nParts) => split(x, nParts, axis),
    concat: (parts, axis) => concat([...parts], axis),
    reshape: (x, shape) => reshape(x, [...shape]),
    transpose: (x, permutation) => transpose(x, [...permutation]),
    constant: (values, shape) => tensor(values, [...shape]),
    dropout: (x) => x,
    ...overrides,
  };
  return ops;
}
