/**
 * Scales a row of a table to unit length in place; a row of zeros stays.
 *
 * @param from where it begins
 * @returns what its length was, a millionth more
 */
export function scaleToUnit(values: Float32Array, from: number, width: number): number {
  let sum = 0;
  for (let j = from; j < from + width; j++) sum += values[j] * values[j];
  const length = Math.sqrt(sum) + 1e-6;
  for (let j = from; j < from + width; j++) values[j] /= length;
  return length;
}
