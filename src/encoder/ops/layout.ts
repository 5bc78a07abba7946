import { type ArrayTensor, sizeOf, stridesOf } from './array-tensor.js';

/** The part from `from` up to `to` (exclusive) of one axis. */
export function sliceAxis(x: ArrayTensor, axis: number, from: number, to: number): ArrayTensor {
  const inner = sizeOf(x.shape.slice(axis + 1));
  const shape = x.shape.map((n, i) => (i === axis ? to - from : n));
  const out = new Float32Array(sizeOf(shape));
  const length = (to - from) * inner;
  const stride = x.shape[axis] * inner;
  for (let at = 0, start = from * inner; at < out.length; at += length, start += stride) {
    for (let i = 0; i < length; i++) out[at + i] = x.data[start + i];
  }
  return { data: out, shape };
}

/** One axis in equal parts, in order. */
export function splitAxis(x: ArrayTensor, axis: number, nParts: number): ArrayTensor[] {
  const length = x.shape[axis] / nParts;
  return Array.from({ length: nParts }, (_, i) => sliceAxis(x, axis, i * length, (i + 1) * length));
}

/** Parts one after the other along one axis; their other axes are equal. */
export function concatAxis(parts: readonly ArrayTensor[], axis: number): ArrayTensor {
  const total = parts.reduce((sum, { shape }) => sum + shape[axis], 0);
  const shape = parts[0].shape.map((n, i) => (i === axis ? total : n));
  const inner = sizeOf(shape.slice(axis + 1));
  const out = new Float32Array(sizeOf(shape));
  const stride = total * inner;
  let start = 0;
  for (const { data, shape: own } of parts) {
    const length = own[axis] * inner;
    for (let at = start, from = 0; from < data.length; at += stride, from += length) {
      for (let i = 0; i < length; i++) out[at + i] = data[from + i];
    }
    start += length;
  }
  return { data: out, shape };
}

/** Axes in another order: axis i of the result is axis `permutation[i]` of x. */
export function transposeAxes(x: ArrayTensor, permutation: readonly number[]): ArrayTensor {
  const strides = stridesOf(x.shape);
  const shape = permutation.map((axis) => x.shape[axis]);
  const steps = permutation.map((axis) => strides[axis]);
  const out = new Float32Array(x.data.length);
  const last = shape.length - 1;
  let to = 0;
  const walk = (axis: number, from: number) => {
    const step = steps[axis];
    const end = shape[axis];
    if (axis < last) {
      for (let i = 0; i < end; i++) walk(axis + 1, from + i * step);
      return;
    }
    for (let i = 0; i < end; i++) out[to++] = x.data[from + i * step];
  };
  walk(0, 0);
  return { data: out, shape };
}

/** Rows of a table [n, width] by index, to [...shape, width]. */
export function gatherRows(table: ArrayTensor, indices: Int32Array, shape: readonly number[]): ArrayTensor {
  const width = table.shape[1];
  const out = new Float32Array(indices.length * width);
  for (let row = 0, to = 0; row < indices.length; row++) {
    for (let i = 0, from = indices[row] * width; i < width; i++) out[to++] = table.data[from++];
  }
  return { data: out, shape: [...shape, width] };
}
