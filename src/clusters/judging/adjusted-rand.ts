import { VitrineError } from '../../errors.js';

/**
 * The adjusted Rand index of two labellings of the same points: how many pairs of points both join or both part,
 * above what labels shuffled at random would give. With n_ij the points of label i in one and j in the other, and
 * C(n) = n (n - 1) / 2,
 *
 *     (Σ C(n_ij) - e) / ((Σ C(n_i.) + Σ C(n_.j)) / 2 - e)      with e = Σ C(n_i.) · Σ C(n_.j) / C(n)
 *
 * It is 1 for the same groups, whatever their numbers, about 0 for independent ones, and never below -1. A negative
 * label, such as that of noise, is a group like any other.
 *
 * @returns 1 where both put all points together, or both put each apart
 * @throws VitrineError `SHAPE_MISMATCH` for labellings of different lengths, `DATA_EMPTY` for none
 * @see Hubert and Arabie 1985, doi:10.1007/BF01908075
 * @example adjustedRand(Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 0, 1, 2)) // 0.571429
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  if (b.length !== n) {
    throw new VitrineError(
      'SHAPE_MISMATCH',
      `one labelling has ${n} labels, the other ${b.length}: compare equal points`,
    );
  }
  if (n === 0) throw new VitrineError('DATA_EMPTY', 'there are no labels to compare, expected at least one');
  const ofA = new Map<number, number>();
  const ofB = new Map<number, number>();
  const ofBoth = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    count(ofA, a[i]);
    count(ofB, b[i]);
    count(ofBoth, `${a[i]} ${b[i]}`);
  }
  const [together, inA, inB] = [pairs(ofBoth), pairs(ofA), pairs(ofB)];
  // Also where n is 1, and where no pair is joined by either.
  if (inA === together && inB === together) return 1;
  const expected = (inA * inB) / pairsOf(n);
  return (together - expected) / ((inA + inB) / 2 - expected);
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Pairs of points within the groups. */
function pairs(counts: ReadonlyMap<unknown, number>): number {
  let total = 0;
  for (const n of counts.values()) total += pairsOf(n);
  return total;
}

function pairsOf(n: number): number {
  return (n * (n - 1)) / 2;
}
