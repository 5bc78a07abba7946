/** A stretch of rows or columns: `from` is in it, `to` is not. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Numbers of a row that stay in the processor's cache while they are used again. */
const blockDepth = 256;

/**
 * Adds `sign * A B'` to a part of C, in place: `C[i, j] += sign * sum over k of A[i, k] * B[j, k]`.
 *
 * Two rows times four at a time: what is loaded once is used several times, which is most of what a processor needs to
 * multiply fast.
 *
 * @param c row-major [n, n], as `a` and `b`, which may be the same array where the parts that are read are not written
 */
export function addProduct(
  n: number,
  sign: 1 | -1,
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  { rows, columns, depth }: { rows: Stretch; columns: Stretch; depth: Stretch },
): void {
  for (let from = depth.from; from < depth.to; from += blockDepth) {
    const to = Math.min(depth.to, from + blockDepth);
    for (let i = rows.from; i < rows.to; i += 2) {
      const isPair = i + 1 < rows.to;
      const a0 = i * n;
      const a1 = isPair ? a0 + n : a0;
      for (let j = columns.from; j < columns.to; j += 4) {
        const nColumns = Math.min(4, columns.to - j);
        const b0 = j * n;
        const b1 = b0 + (nColumns > 1 ? n : 0);
        const b2 = b0 + (nColumns > 2 ? 2 * n : 0);
        const b3 = b0 + (nColumns > 3 ? 3 * n : 0);
        let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
        for (let k = from; k < to; k++) {
          const x0 = a[a0 + k];
          const x1 = a[a1 + k];
          const y0 = b[b0 + k];
          const y1 = b[b1 + k];
          const y2 = b[b2 + k];
          const y3 = b[b3 + k];
          s00 += x0 * y0;
          s01 += x0 * y1;
          s02 += x0 * y2;
          s03 += x0 * y3;
          s10 += x1 * y0;
          s11 += x1 * y1;
          s12 += x1 * y2;
          s13 += x1 * y3;
        }
        const at = i * n + j;
        c[at] += sign * s00;
        if (nColumns > 1) c[at + 1] += sign * s01;
        if (nColumns > 2) c[at + 2] += sign * s02;
        if (nColumns > 3) c[at + 3] += sign * s03;
        if (!isPair) continue;
        c[at + n] += sign * s10;
        if (nColumns > 1) c[at + n + 1] += sign * s11;
        if (nColumns > 2) c[at + n + 2] += sign * s12;
        if (nColumns > 3) c[at + n + 3] += sign * s13;
      }
    }
  }
}

/** Cuts 0..n into stretches that fit a cache together. */
export function stretchesOf(n: number, length = 64): Stretch[] {
  return Array.from({ length: Math.ceil(n / length) }, (_, i) => ({
    from: i * length,
    to: Math.min(n, (i + 1) * length),
  }));
}
