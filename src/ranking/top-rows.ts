/** Rows that one key can tell apart, beside the 32 bits of a score: a double holds 53 bits exactly. */
const maxRows = 2 ** 21;

/** A score's first 14 bits name its bucket: sign, exponent and the first 5 bits of the fraction. */
const bucketBits = 14;

/** Fewer rows are sorted whole: counting them into buckets would take longer. */
const minForHistogram = 1000;

/**
 * Returns the rows of the `limit` highest scores, best first; a tie goes to the lower row, and scores that are no number
 * come last. A histogram of the scores finds those that can be among them, so that few of many are sorted.
 *
 * @param scores [n], n up to 2,097,152
 * @param isWanted whether a row may be among them; all may by default
 * @example topRows(Float32Array.of(1, 3, 2, 3), 3) // [1, 3, 2]
 */
export function topRows(
  scores: Float32Array,
  limit: number,
  isWanted: (row: number) => boolean = () => true,
): number[] {
  if (scores.length > maxRows) throw new RangeError(`${scores.length} scores, expected at most ${maxRows}`);
  const order = descendingBits(scores);
  const wanted = new Uint32Array(scores.length);
  let nWanted = 0;
  for (let row = 0; row < scores.length; row++) {
    if (isWanted(row)) wanted[nWanted++] = row;
  }
  const rows = wanted.subarray(0, nWanted);
  const bound = nWanted > minForHistogram ? boundOf(order, rows, Math.min(limit, nWanted)) : 2 ** 32;
  const keys = new Float64Array(nWanted);
  let nKeys = 0;
  for (let i = 0; i < nWanted; i++) {
    const row = rows[i];
    if (order[row] < bound) keys[nKeys++] = order[row] * maxRows + row;
  }
  // Without a comparator, typed arrays sort numbers several times as fast.
  const sorted = keys.subarray(0, nKeys).sort();
  return Array.from(sorted.subarray(0, Math.max(0, limit)), (key) => key % maxRows);
}

/** Returns whole numbers that stand in the opposite order of the scores: the lowest for the highest score, [n]. */
function descendingBits(scores: Float32Array): Uint32Array {
  const bits = new Uint32Array(scores.length);
  const values = new Float32Array(bits.buffer);
  for (let row = 0; row < scores.length; row++) {
    values[row] = scores[row] + 0; // -0 becomes 0
    const found = bits[row];
    // The bits of floats above 0 stand in their order, those below 0 in the opposite one.
    bits[row] = Number.isNaN(scores[row]) ? 0xffffffff : found >>> 31 ? found : ~found & 0x7fffffff;
  }
  return bits;
}

/** Returns a number that at least `limit` of the rows lie below in `order`, and few more. */
function boundOf(order: Uint32Array, rows: Uint32Array, limit: number): number {
  const shift = 32 - bucketBits;
  const counts = new Uint32Array(2 ** bucketBits);
  for (let i = 0; i < rows.length; i++) counts[order[rows[i]] >>> shift]++;
  let sum = 0;
  let bucket = 0;
  for (; bucket < counts.length && sum < limit; bucket++) sum += counts[bucket];
  return bucket * 2 ** shift;
}
