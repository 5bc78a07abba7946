/** A tensor in plain numbers, row-major. Operations never change one that they were given, so that data is shared. */
export interface ArrayTensor {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** How many elements a shape holds; 1 for a single number. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/**
 * How far apart in the data neighbours along each axis stand.
 *
 * @example stridesOf([2, 3, 4]) // [12, 4, 1]
 */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, stride = 1; axis >= 0; stride *= shape[axis--]) strides[axis] = stride;
  return strides;
}
