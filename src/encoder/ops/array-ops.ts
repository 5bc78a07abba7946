import { type ArrayTensor, sizeOf } from './array-tensor.js';
import { broadcast } from './broadcast.js';
import { concatAxis, gatherRows, sliceAxis, splitAxis, transposeAxes } from './layout.js';
import { multiplyMatrices } from './matrix-product.js';
import type { Ops } from './ops.js';
import { normalizeRows, normRows, softmaxRows } from './row-operations.js';

/**
 * The encoder's operations on plain typed arrays: nothing to load, nothing to compile, so that an answer is there while
 * TensorFlow.js still starts. Tensors are values that the garbage collector frees.
 */
export function createArrayOps(): Ops<ArrayTensor> {
  return {
    matMul(a, b) {
      const leading = a.shape.slice(0, -2);
      const [m, k] = a.shape.slice(-2);
      const n = b.shape[b.shape.length - 1];
      const count = sizeOf(leading);
      const data = new Float32Array(count * m * n);
      for (let i = 0; i < count; i++) {
        const out = { data, offset: i * m * n };
        multiplyMatrices(out, { data: a.data, offset: i * m * k }, { data: b.data, offset: i * k * n }, m, k, n);
      }
      return { data, shape: [...leading, m, n] };
    },
    linear(x, weight, bias) {
      const [k, n] = weight.shape;
      const m = x.data.length / k;
      const data = new Float32Array(m * n);
      const start = (values: Float32Array) => ({ data: values, offset: 0 });
      multiplyMatrices(start(data), start(x.data), start(weight.data), m, k, n, bias.data);
      return { data, shape: [...x.shape.slice(0, -1), n] };
    },
    add: (a, b) => broadcast(a, b, (x, y) => x + y),
    multiply: (a, b) => broadcast(a, b, (x, y) => x * y),
    scale: (x, factor) => mapElements(x, (value) => value * factor),
    relu: (x) => mapElements(x, (value) => Math.max(value, 0)),
    sigmoid: (x) => mapElements(x, (value) => 1 / (1 + Math.exp(-value))),
    tanh: (x) => mapElements(x, Math.tanh),
    normalize: normalizeRows,
    softmax: softmaxRows,
    layerNorm: normRows,
    gather: gatherRows,
    slice: sliceAxis,
    split: splitAxis,
    concat: concatAxis,
    reshape: ({ data }, shape) => ({ data, shape }),
    transpose: transposeAxes,
    constant: (data, shape) => ({ data, shape }),
    dropout: (x) => x,
  };
}

function mapElements({ data, shape }: ArrayTensor, compute: (value: number) => number): ArrayTensor {
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = compute(data[i]);
  return { data: out, shape };
}
