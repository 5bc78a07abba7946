import type { Random } from '../../random.js';

/** What the mean of each measure is made of, by shopper. */
export interface ShopperSums {
  /** Measures, [nMeasures]. */
  readonly names: readonly string[];
  /** By shopper: sums over their cases and numbers of cases that the measure could be told for, [nMeasures] each. */
  readonly rows: ReadonlyMap<string, { readonly sums: Float64Array; readonly counts: Float64Array }>;
}

/** Times that shoppers are drawn anew. */
export const nResamples = 1000;

/**
 * Draws as many shoppers as there are, with replacement, over and over, and measures each draw: how far a figure could
 * have come out otherwise had other such shoppers been asked. A shopper's cases stay together, as they are alike.
 *
 * All methods see the same draws, so that their differences can be read draw by draw.
 *
 * @param methods the same measures and the same shoppers in the same order
 * @returns for each method the means, row-major [nResamples, nMeasures]; NaN where a draw has no case of the measure
 * @see Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13; Sakai 2006, doi:10.1145/1148170.1148261
 */
export function bootstrapMeans(
  methods: readonly ShopperSums[],
  random: Random,
  resamples: number = nResamples,
): Float64Array[] {
  const nMeasures = methods[0]?.names.length ?? 0;
  const flat = methods.map(({ rows }) => flatten([...rows.values()], nMeasures));
  const nShoppers = methods[0]?.rows.size ?? 0;
  const means = methods.map(() => new Float64Array(resamples * nMeasures));
  const times = new Uint32Array(nShoppers);
  const sums = new Float64Array(nMeasures);
  const counts = new Float64Array(nMeasures);
  for (let draw = 0; draw < resamples; draw++) {
    times.fill(0);
    for (let i = 0; i < nShoppers; i++) times[random.integer(nShoppers)]++;
    flat.forEach((rows, method) => {
      sums.fill(0);
      counts.fill(0);
      for (let shopper = 0; shopper < nShoppers; shopper++) {
        const n = times[shopper];
        if (n === 0) continue;
        const at = shopper * nMeasures;
        for (let m = 0; m < nMeasures; m++) {
          sums[m] += n * rows.sums[at + m];
          counts[m] += n * rows.counts[at + m];
        }
      }
      for (let m = 0; m < nMeasures; m++) means[method][draw * nMeasures + m] = sums[m] / counts[m];
    });
  }
  return means;
}

function flatten(rows: readonly { sums: Float64Array; counts: Float64Array }[], nMeasures: number) {
  const sums = new Float64Array(rows.length * nMeasures);
  const counts = new Float64Array(rows.length * nMeasures);
  rows.forEach((row, i) => {
    sums.set(row.sums, i * nMeasures);
    counts.set(row.counts, i * nMeasures);
  });
  return { sums, counts };
}

/**
 * The middle 95 % of values, by linear interpolation between order statistics.
 *
 * @param values NaN are left out
 * @returns [low, high]; NaN for no value
 * @example middle95(Float64Array.from({ length: 41 }, (_, i) => i)) // [1, 39]
 */
export function middle95(values: Float64Array): [number, number] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const quantile = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  };
  return sorted.length === 0 ? [Number.NaN, Number.NaN] : [quantile(0.025), quantile(0.975)];
}
