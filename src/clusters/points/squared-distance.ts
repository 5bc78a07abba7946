/**
 * The squared Euclidean distance between row i of one matrix and row j of another, both row-major and `size` wide.
 *
 * @example squaredDistance(Float32Array.of(9, 9, 3, 4), 1, Float32Array.of(0, 0), 0, 2) // 25
 */
export function squaredDistance(
  a: Float32Array | Float64Array,
  i: number,
  b: Float32Array | Float64Array,
  j: number,
  size: number,
): number {
  let sum = 0;
  const from = i * size;
  const shift = (j - i) * size;
  for (let p = from; p < from + size; p++) {
    const difference = a[p] - b[p + shift];
    sum += difference * difference;
  }
  return sum;
}
