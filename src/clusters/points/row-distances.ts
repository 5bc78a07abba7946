type Rows = Float32Array | Float64Array;

/**
 * Writes the squared Euclidean distances between one row and the rows `from` to `to - 1` of a matrix to `out`, at
 * their indices.
 *
 * Four rows at a time, so that four sums grow side by side: twice as fast as one after another, and each sum is added
 * up in the order of `squaredDistance`, so that both agree to the bit.
 *
 * @param row [size]
 * @param rows row-major, [n, size]
 * @param out [n] or longer
 */
export function rowDistances(row: Float64Array, rows: Rows, from: number, to: number, out: Float64Array): void {
  const size = row.length;
  let j = from;
  for (; j + 4 <= to; j += 4) {
    const a = j * size;
    const b = a + size;
    const c = b + size;
    const e = c + size;
    let ofA = 0;
    let ofB = 0;
    let ofC = 0;
    let ofE = 0;
    for (let d = 0; d < size; d++) {
      const value = row[d];
      const toA = value - rows[a + d];
      const toB = value - rows[b + d];
      const toC = value - rows[c + d];
      const toE = value - rows[e + d];
      ofA += toA * toA;
      ofB += toB * toB;
      ofC += toC * toC;
      ofE += toE * toE;
    }
    out[j] = ofA;
    out[j + 1] = ofB;
    out[j + 2] = ofC;
    out[j + 3] = ofE;
  }
  for (; j < to; j++) {
    let sum = 0;
    for (let d = 0; d < size; d++) {
      const difference = row[d] - rows[j * size + d];
      sum += difference * difference;
    }
    out[j] = sum;
  }
}

/**
 * Copies a row to where `rowDistances` reads it from.
 *
 * @param row [size]
 * @returns `row`
 */
export function loadRow(row: Float64Array, rows: Rows, i: number): Float64Array {
  const from = i * row.length;
  for (let d = 0; d < row.length; d++) row[d] = rows[from + d];
  return row;
}
