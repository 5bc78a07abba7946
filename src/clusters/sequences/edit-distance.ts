import type { SymbolSequence } from './symbol-sequence.js';

/**
 * How much of two sequences must change to make them equal: the least number of insertions, deletions and
 * substitutions, over the length of the longer.
 *
 * With a limit only the cells of the table near its diagonal are filled, since those farther off stand for more edits
 * than the limit allows.
 *
 * @param limit what lies above it need not be told apart. Default none
 * @returns 0..1, or Infinity where that is more than `limit`; two sequences without symbols are equal
 * @see Levenshtein 1966; Ukkonen 1985, doi:10.1016/S0019-9958(85)80046-2
 * @example editDistance([1, 2, 3, 4], [1, 3, 4]) // 0.25
 */
export function editDistance(a: SymbolSequence, b: SymbolSequence, limit = 1): number {
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  // Rounded up from within rounding, so that a distance of exactly the limit counts as within it.
  const maxEdits = Math.min(longer, Math.floor(limit * longer + 1e-9));
  const edits = countEdits(a, b, maxEdits);
  return edits <= maxEdits ? edits / longer : Number.POSITIVE_INFINITY;
}

/** The edits that make one sequence the other, or more than `maxEdits` where there are more. */
function countEdits(a: SymbolSequence, b: SymbolSequence, maxEdits: number): number {
  let from = 0;
  let toA = a.length;
  let toB = b.length;
  while (from < toA && from < toB && a[from] === b[from]) from++;
  while (toA > from && toB > from && a[toA - 1] === b[toB - 1]) {
    toA--;
    toB--;
  }
  const rows = toA - from;
  const columns = toB - from;
  if (Math.abs(rows - columns) > maxEdits) return maxEdits + 1;
  if (rows === 0 || columns === 0) return rows + columns;

  // edits[j]: from the first i symbols of a to the first j of b
  const edits = Int32Array.from({ length: columns + 1 }, (_, j) => j);
  for (let i = 1; i <= rows; i++) {
    const first = Math.max(1, i - maxEdits);
    const last = Math.min(columns, i + maxEdits);
    let diagonal = edits[first - 1];
    edits[first - 1] = first === 1 ? i : maxEdits + 1;
    let least = edits[first - 1];
    for (let j = first; j <= last; j++) {
      const above = j === i + maxEdits ? maxEdits + 1 : edits[j]; // beyond the band of the row before
      const replaced = diagonal + (a[from + i - 1] === b[from + j - 1] ? 0 : 1);
      diagonal = edits[j];
      edits[j] = Math.min(replaced, above + 1, edits[j - 1] + 1);
      least = Math.min(least, edits[j]);
    }
    if (least > maxEdits) return maxEdits + 1;
  }
  return edits[columns];
}
