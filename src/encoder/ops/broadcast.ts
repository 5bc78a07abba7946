import { type ArrayTensor, sizeOf, stridesOf } from './array-tensor.js';

/**
 * Combines two tensors element by element; an axis of length 1, or one that is missing in front, is repeated.
 *
 * @see https://numpy.org/doc/stable/user/basics.broadcasting.html
 * @example
 * const column = { data: Float32Array.of(1, 2), shape: [2, 1] }
 * const row = { data: Float32Array.of(10, 20), shape: [2] }
 * broadcast(column, row, (x, y) => x + y).data // Float32Array [11, 21, 12, 22]
 */
export function broadcast(a: ArrayTensor, b: ArrayTensor, combine: (x: number, y: number) => number): ArrayTensor {
  const rank = Math.max(a.shape.length, b.shape.length, 1);
  const aShape = padShape(a.shape, rank);
  const bShape = padShape(b.shape, rank);
  const shape = aShape.map((n, axis) => (n === 1 ? bShape[axis] : n));
  const aSteps = repeatingStrides(aShape);
  const bSteps = repeatingStrides(bShape);
  const data = new Float32Array(sizeOf(shape));
  const last = rank - 1;
  let to = 0;
  const walk = (axis: number, aAt: number, bAt: number) => {
    const aStep = aSteps[axis];
    const bStep = bSteps[axis];
    const end = shape[axis];
    if (axis < last) {
      for (let i = 0; i < end; i++) walk(axis + 1, aAt + i * aStep, bAt + i * bStep);
      return;
    }
    for (let i = 0; i < end; i++) data[to++] = combine(a.data[aAt + i * aStep], b.data[bAt + i * bStep]);
  };
  walk(0, 0, 0);
  return { data, shape };
}

function padShape(shape: readonly number[], rank: number): number[] {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}

/** 0 along axes of length 1, which so repeat their one value. */
function repeatingStrides(shape: readonly number[]): number[] {
  return stridesOf(shape).map((stride, axis) => (shape[axis] === 1 ? 0 : stride));
}
