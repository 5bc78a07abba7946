import { minSharedBy } from '../words/meetings.js';
import type { ShopperPast } from './moments.js';

/** What a cluster's shoppers pay for a thing. */
export interface PriceLevel {
  /** The median over its shoppers of the median price of what each met. */
  readonly median: number;
  /** The same over the shoppers of all clusters. */
  readonly average: number;
}

/**
 * The price level of each cluster.
 *
 * @param labels the cluster of each shopper, [n]
 * @param pasts [n]
 * @param prices of the items; null where one is not known
 * @returns undefined for a cluster where fewer than `minSharedBy` shoppers met an item of known price, [nClusters]
 */
export function findPriceLevels(
  labels: Int32Array,
  pasts: readonly ShopperPast[],
  nClusters: number,
  prices: readonly (number | null)[] = [],
): (PriceLevel | undefined)[] {
  const levels = pasts.map(({ steps }) =>
    median(steps.map(({ item }) => prices[item]).filter((price): price is number => typeof price === 'number')),
  );
  const known = (cluster?: number) =>
    levels.filter(
      (level, i): level is number => level !== undefined && (cluster === undefined || labels[i] === cluster),
    );
  const average = median(known());
  return Array.from({ length: nClusters }, (_, cluster) => {
    const own = known(cluster);
    const level = median(own);
    return own.length < minSharedBy || level === undefined || average === undefined
      ? undefined
      : { median: level, average };
  });
}

/** The middle value, the mean of the two in the middle; undefined of none. */
function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
