/**
 * How the embedding row of each token is made: the sum of rows of the parameter table, each times a coefficient (CSR).
 *
 * A token's own row alone is the plain case. Rows that several items share (the subwords of their titles) or that
 * belong to other items (their neighbours in a graph) let an item learn from others, at no cost where the model runs:
 * what is shipped is the sum.
 */
export interface Composition {
  /** [nTokens + 1] */
  readonly starts: Int32Array;
  /** Rows of the parameter table. */
  readonly rows: Int32Array;
  readonly coefficients: Float32Array;
}

/** Rows of single tokens with the way back to the parameters. */
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
}

/** Every token's own row and nothing else. */
export function ownRows(nTokens: number): Composition {
  return {
    starts: Int32Array.from({ length: nTokens + 1 }, (_, token) => token),
    rows: Int32Array.from({ length: nTokens }, (_, token) => token),
    coefficients: new Float32Array(nTokens).fill(1),
  };
}

/** How many rows a table needs for a composition. */
export function countRows({ rows }: Composition): number {
  return rows.reduce((most, row) => Math.max(most, row + 1), 0);
}

/**
 * Makes the rows of some tokens.
 *
 * @param table the parameter rows, row-major [n, width]
 * @param tokens each once
 */
export function composeRows(
  table: Float32Array,
  { starts, rows, coefficients }: Composition,
  tokens: Int32Array,
  { width, isNormalized }: ComposeOptions,
): ComposedRows {
  const values = new Float32Array(tokens.length * width);
  const norms = new Float32Array(isNormalized ? tokens.length : 0);
  for (let i = 0; i < tokens.length; i++) {
    const to = i * width;
    for (let part = starts[tokens[i]]; part < starts[tokens[i] + 1]; part++) {
      const from = rows[part] * width;
      const coefficient = coefficients[part];
      for (let j = 0; j < width; j++) values[to + j] += coefficient * table[from + j];
    }
    if (isNormalized) norms[i] = normalizeRow(values, to, width);
  }
  return {
    values,
    backward(slopes) {
      const placeOf = new Map<number, number>();
      for (const token of tokens) {
        for (let part = starts[token]; part < starts[token + 1]; part++) {
          if (!placeOf.has(rows[part])) placeOf.set(rows[part], placeOf.size);
        }
      }
      const sums = new Float32Array(placeOf.size * width);
      const slope = new Float32Array(width);
      for (let i = 0; i < tokens.length; i++) {
        slope.set(slopes.subarray(i * width, (i + 1) * width));
        if (isNormalized) projectSlope(slope, values, i * width, norms[i]);
        for (let part = starts[tokens[i]]; part < starts[tokens[i] + 1]; part++) {
          const to = placeOf.get(rows[part])! * width;
          for (let j = 0; j < width; j++) sums[to + j] += coefficients[part] * slope[j];
        }
      }
      return { rows: Int32Array.from(placeOf.keys()), data: sums };
    },
  };
}

/** Scales a row to unit length in place and returns what its length was. */
function normalizeRow(values: Float32Array, from: number, width: number): number {
  let sum = 0;
  for (let j = from; j < from + width; j++) sum += values[j] * values[j];
  const norm = Math.sqrt(sum) + 1e-6;
  for (let j = from; j < from + width; j++) values[j] /= norm;
  return norm;
}

/** The gradient through the scaling to unit length: what points along the row goes. */
function projectSlope(slope: Float32Array, unit: Float32Array, from: number, norm: number): void {
  let along = 0;
  for (let j = 0; j < slope.length; j++) along += slope[j] * unit[from + j];
  for (let j = 0; j < slope.length; j++) slope[j] = (slope[j] - along * unit[from + j]) / norm;
}
