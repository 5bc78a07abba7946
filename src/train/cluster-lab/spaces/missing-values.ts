import { createRandom } from '../../../random.js';

/** What to do about numbers that are not known: leave the shopper out, or fill them in. */
export const missingChoices = ['drop', 'mean', 'median', 'nearest'] as const;

export type MissingChoice = (typeof missingChoices)[number];

/** Rows that the nearest are looked for among, at most. */
const maxDonors = 1000;

/** Nearest rows whose mean is filled in. */
const nNearest = 5;

/**
 * Learns from rows how to fill in numbers that are NaN in other ones.
 *
 * - `drop`: they stay NaN
 * - `mean`, `median`: of the column
 * - `nearest`: the mean over the five rows without gaps that are nearest in the columns that are known, each divided by
 *   its deviation; where no row is without gaps, the median
 *
 * @param rows row-major, [n, size]; every column has a number that is not NaN
 * @returns fills in a row, [size], in place
 * @see Troyanskaya et al. 2001, doi:10.1093/bioinformatics/17.6.520 (nearest neighbours)
 */
export function fitImputer(
  rows: Float64Array,
  size: number,
  choice: MissingChoice,
  seed: number,
): (row: Float64Array) => void {
  if (choice === 'drop') return () => {};
  const columns = Array.from({ length: size }, (_, d) =>
    rows.filter((value, p) => p % size === d && !Number.isNaN(value)),
  );
  const typical = columns.map(choice === 'mean' ? meanOf : medianOf);
  const fill = (row: Float64Array, values: ArrayLike<number>) => {
    for (let d = 0; d < size; d++) if (Number.isNaN(row[d])) row[d] = values[d];
  };
  const donors = choice === 'nearest' ? findDonors(rows, size, seed) : [];
  if (donors.length === 0) return (row) => fill(row, typical);
  const scales = columns.map((column) => deviationOf(column) || 1);
  return (row) => {
    if (!row.some(Number.isNaN)) return;
    const distanceTo = (donor: Float64Array) =>
      donor.reduce((sum, value, d) => (Number.isNaN(row[d]) ? sum : sum + ((value - row[d]) / scales[d]) ** 2), 0);
    const nearest = donors
      .map((donor) => ({ donor, distance: distanceTo(donor) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, nNearest)
      .map(({ donor }) => donor);
    fill(
      row,
      Array.from({ length: size }, (_, d) => meanOf(Float64Array.from(nearest, (donor) => donor[d]))),
    );
  };
}

/** Rows without gaps, a random sample of them where there are many. */
function findDonors(rows: Float64Array, size: number, seed: number): Float64Array[] {
  const whole: Float64Array[] = [];
  for (let from = 0; from < rows.length; from += size) {
    const row = rows.subarray(from, from + size);
    if (!row.some(Number.isNaN)) whole.push(row);
  }
  return createRandom(seed).shuffle(whole).slice(0, maxDonors);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
