import { scaleToUnit } from '../../encoder/input/unit-row.js';
import { createScratch, type Scratch } from '../tensorflow/scratch.js';
import type { Composition } from './composition.js';

/** Rows of single tokens with the way back to the parameters; with a scratch, until the next rows are made with it. */
export interface ComposedRows {
  /** [nTokens, width] */
  readonly values: Float32Array;
  /**
   * The gradient by the parameter rows that took part.
   *
   * @param slopes the gradient by `values`, [nTokens, width]
   */
  backward(slopes: Float32Array): { readonly rows: Int32Array; readonly data: Float32Array };
}

export interface ComposeOptions {
  readonly width: number;
  /** Makes every row unit length. */
  readonly isNormalized: boolean;
  /** 1 for the rows of the parameter table that are left out this time, as if they were zeros: [nRows]. */
  readonly leftOut?: Uint8Array;
  readonly scratch?: Scratch;
}

/**
 * Makes the rows of some tokens.
 *
 * @param table the parameter rows, row-major [nRows, width]
 * @param tokens each once
 */
export function composeRows(
  table: Float32Array,
  { nRows, starts, rows, coefficients }: Composition,
  tokens: Int32Array,
  { width, isNormalized, leftOut, scratch = createScratch() }: ComposeOptions,
): ComposedRows {
  const values = scratch.floats('composed/values', tokens.length * width).fill(0);
  const norms = new Float32Array(isNormalized ? tokens.length : 0);
  for (let i = 0; i < tokens.length; i++) {
    const to = i * width;
    for (let part = starts[tokens[i]]; part < starts[tokens[i] + 1]; part++) {
      if (leftOut?.[rows[part]]) continue;
      const from = rows[part] * width;
      const coefficient = coefficients[part];
      for (let j = 0; j < width; j++) values[to + j] += coefficient * table[from + j];
    }
    if (isNormalized) norms[i] = scaleToUnit(values, to, width);
  }
  return {
    values,
    backward(slopes) {
      const placeOf = scratch.integers('composed/placeOf', nRows).fill(-1);
      const moved: number[] = [];
      for (const token of tokens) {
        for (let part = starts[token]; part < starts[token + 1]; part++) {
          const row = rows[part];
          if (placeOf[row] < 0 && !leftOut?.[row]) placeOf[row] = moved.push(row) - 1;
        }
      }
      const sums = scratch.floats('composed/slopes', moved.length * width).fill(0);
      const slope = new Float32Array(width);
      for (let i = 0; i < tokens.length; i++) {
        for (let j = 0; j < width; j++) slope[j] = slopes[i * width + j];
        if (isNormalized) projectSlope(slope, values, i * width, norms[i]);
        for (let part = starts[tokens[i]]; part < starts[tokens[i] + 1]; part++) {
          const place = placeOf[rows[part]];
          if (place < 0) continue;
          const coefficient = coefficients[part];
          for (let j = 0; j < width; j++) sums[place * width + j] += coefficient * slope[j];
        }
      }
      return { rows: Int32Array.from(moved), data: sums };
    },
  };
}

/** The gradient through the scaling to unit length: what points along the row goes. */
function projectSlope(slope: Float32Array, unit: Float32Array, from: number, norm: number): void {
  let along = 0;
  for (let j = 0; j < slope.length; j++) along += slope[j] * unit[from + j];
  for (let j = 0; j < slope.length; j++) slope[j] = (slope[j] - along * unit[from + j]) / norm;
}
