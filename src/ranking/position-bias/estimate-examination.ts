import type { Exposure } from './exposure.js';

export interface ExaminationOptions {
  /** How many sightings the prior of each place is worth. Default 20. */
  readonly priorShown?: number;
  /** How many sightings the prior of each item is worth: that it attracts like the average. Default 2. */
  readonly priorPerItem?: number;
  readonly maxIter?: number;
  /** Ends when no probability moves by more. */
  readonly tol?: number;
}

/**
 * How likely shoppers look at each place, from what was clicked there: the position-based model, in which a click needs
 * an item that attracts and a place that is looked at, `P(click) = examination[place] · attraction[item]`.
 *
 * Expectation maximisation finds the most likely values under Beta priors: a place is expected to be looked at with
 * `1 / log2(2 + place)`, the discount of NDCG, and one device alone stays close to that for long. The first place counts
 * as always looked at; without that, the product would say nothing of its factors.
 *
 * @param exposures counts may be fractions; those that make no sense (negative, more clicks than sightings) count
 * as near as they can
 * @returns from 0 to 1 for every place up to the last that occurs, [nPlaces]; empty without exposures
 * @see Richardson, Dominowska & Ragno 2007, doi:10.1145/1242572.1242643 (the model); Wang et al. 2018,
 * doi:10.1145/3159652.3159732 (its estimation)
 */
export function estimateExamination(exposures: readonly Exposure[], options: ExaminationOptions = {}): Float64Array {
  const { priorShown = 20, priorPerItem = 2, maxIter = 500, tol = 1e-6 } = options;
  const seen = exposures.filter(({ shown, place }) => shown > 0 && Number.isFinite(shown) && isPlace(place));
  const nPlaces = seen.reduce((most, { place }) => Math.max(most, place + 1), 0);
  const prior = Float64Array.from({ length: nPlaces }, (_, place) => expectedExamination(place));
  const itemIds = [...new Set(seen.map(({ itemId }) => itemId))];
  const rows = new Map(itemIds.map((itemId, row) => [itemId, row]));
  const cells = seen.map(({ itemId, place, shown, clicks }) => {
    const clicked = Math.min(shown, Math.max(0, clicks || 0));
    return { row: rows.get(itemId)!, place, clicked, skipped: shown - clicked };
  });
  const average = ratio(
    sum(cells, ({ clicked }) => clicked),
    sum(seen, ({ shown, place }) => shown * prior[place]),
  );

  let examination = prior;
  let attraction = new Float64Array(itemIds.length).fill(average);
  for (let iteration = 0; iteration < maxIter; iteration++) {
    // What counts for each place and item: how often it was looked at, or would attract, out of how often it was shown.
    const looked = prior.map((mean) => mean * priorShown);
    const lookable = new Float64Array(nPlaces).fill(priorShown);
    const attracted = new Float64Array(itemIds.length).fill(average * priorPerItem);
    const attractable = new Float64Array(itemIds.length).fill(priorPerItem);
    for (const { row, place, clicked, skipped } of cells) {
      const [e, a] = [examination[place], attraction[row]];
      const missed = 1 - e * a;
      looked[place] += clicked + (missed > 0 ? (skipped * e * (1 - a)) / missed : 0);
      attracted[row] += clicked + (missed > 0 ? (skipped * a * (1 - e)) / missed : 0);
      lookable[place] += clicked + skipped;
      attractable[row] += clicked + skipped;
    }
    const nextExamination = looked.map((count, place) => (place === 0 ? 1 : ratio(count, lookable[place])));
    const nextAttraction = attracted.map((count, row) => ratio(count, attractable[row]));
    const moved = Math.max(distance(examination, nextExamination), distance(attraction, nextAttraction));
    examination = nextExamination;
    attraction = nextAttraction;
    if (moved <= tol) break;
  }
  return examination;
}

/**
 * How likely a place is looked at before anything is known of it: the discount of NDCG.
 *
 * @example expectedExamination(2) // 0.5
 */
export function expectedExamination(place: number): number {
  return 1 / Math.log2(2 + place);
}

/** Beyond it a place says nothing of a page, and would only take memory. */
const maxPlaces = 1000;

function isPlace(place: number): boolean {
  return Number.isInteger(place) && place >= 0 && place < maxPlaces;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
