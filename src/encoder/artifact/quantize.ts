import { VitrineError } from '../../errors.js';

/** A matrix in 8 bits an element: row r of the original is about `values[r] * scales[r]`. */
export interface QuantizedRows {
  /** Row-major, [n, size]. */
  readonly values: Int8Array;
  /** With the digits of a half float, [n]. */
  readonly scales: Float32Array;
}

/** The smallest normal number: below it a scale loses digits. A row as small as that is one of zeros. */
const smallestScale = 2 ** -126;

/**
 * Rounds each row to -levels..levels by a scale of its own, so that no element moves by more than half a scale.
 *
 * Scales are rounded before they are used: what comes back from a file is quantized to the same again.
 *
 * @param rows row-major, [n, size]
 * @param levels at most 127; few of them give bytes that gzip packs well
 * @throws VitrineError `SHAPE_MISMATCH` when the length is no multiple of `size`
 * @example quantizeRows(Float32Array.of(0.5, -1), 2).values // Int8Array [64, -127]
 */
export function quantizeRows(rows: Float32Array, size: number, levels = 127): QuantizedRows {
  if (rows.length % size !== 0) {
    throw new VitrineError('SHAPE_MISMATCH', `${rows.length} values are no multiple of the row size ${size}`);
  }
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(rows.length / size);
  for (let row = 0; row < scales.length; row++) {
    let largest = 0;
    for (let i = row * size; i < (row + 1) * size; i++) largest = Math.max(largest, Math.abs(rows[i]));
    const rounded = Math.fround(toHalfDigits(largest / levels));
    const scale = rounded < smallestScale ? 1 : rounded;
    scales[row] = scale;
    for (let i = row * size; i < (row + 1) * size; i++) values[i] = Math.round(rows[i] / scale);
  }
  return { values, scales };
}

/** Rounds to the 11 binary digits that a half float has (Veltkamp's splitting of a double's 53). */
function toHalfDigits(value: number): number {
  const shifted = value * (2 ** 42 + 1);
  return shifted - (shifted - value);
}

/**
 * The inverse of `quantizeRows`, up to rounding.
 *
 * @returns row-major, [n, size]
 */
export function dequantizeRows({ values, scales }: QuantizedRows): Float32Array {
  const size = values.length / scales.length;
  const rows = new Float32Array(values.length);
  for (let i = 0; i < rows.length; i++) rows[i] = values[i] * scales[Math.floor(i / size)];
  return rows;
}
