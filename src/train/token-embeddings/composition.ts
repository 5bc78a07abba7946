/**
 * How the embedding row of each token is made: the sum of rows of the parameter table, each times a coefficient (CSR).
 *
 * A token's own row alone is the plain case. Rows that several items share (the subwords of their titles) or that
 * belong to other items (their neighbours in a graph) let an item learn from others, at no cost where the model runs:
 * what is shipped is the sum.
 */
export interface Composition {
  /** How many rows the parameter table has. */
  readonly nRows: number;
  /** [nTokens + 1] */
  readonly starts: Int32Array;
  /** Rows of the parameter table. */
  readonly rows: Int32Array;
  readonly coefficients: Float32Array;
}

/** What one token is made of: the coefficient of each row that takes part. */
export type Parts = ReadonlyMap<number, number>;

/**
 * Packs the parts of each token.
 *
 * @param nRows of the parameter table, those included that no token is made of
 * @example createComposition([new Map([[0, 1]]), new Map([[1, 1], [2, 0.5]])], 3).rows // Int32Array [0, 1, 2]
 */
export function createComposition(parts: readonly Parts[], nRows: number): Composition {
  const starts = new Int32Array(parts.length + 1);
  parts.forEach((own, token) => {
    starts[token + 1] = starts[token] + own.size;
  });
  const rows = new Int32Array(starts[parts.length]);
  const coefficients = new Float32Array(rows.length);
  let place = 0;
  for (const own of parts) {
    for (const [row, coefficient] of own) {
      rows[place] = row;
      coefficients[place++] = coefficient;
    }
  }
  return { nRows, starts, rows, coefficients };
}

/** Every token's own row and nothing else. */
export function ownRows(nTokens: number): Composition {
  return createComposition(
    Array.from({ length: nTokens }, (_, token) => new Map([[token, 1]])),
    nTokens,
  );
}
