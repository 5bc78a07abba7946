/**
 * Least number of a cluster's training shoppers that must share whatever the model says of the cluster: a term, a top
 * item, an affinity. What fewer shared might point at one of them. A model may ask for more (`Meetings.sharedBy`).
 */
export const minSharedBy = 20;

/** Who met what, summed over the shoppers of each cluster: all that a description of clusters is made from. */
export interface Meetings {
  readonly nClusters: number;
  readonly nItems: number;
  /** How many shoppers each cluster has, [nClusters]. */
  readonly shoppers: Int32Array;
  /** How many shoppers of each cluster met each item, row-major, [nClusters, nItems]. */
  readonly counts: Int32Array;
  /** The least number of a cluster's shoppers who share what is said of it. */
  readonly sharedBy: number;
}

/**
 * Counts for each cluster the shoppers that met each item. A shopper counts once an item, however often they met it,
 * so that a reseller does not speak for a cluster.
 *
 * @param labels the cluster of each shopper, [n]
 * @param histories the items that each shopper met, repetitions allowed, [n]
 * @param sharedBy see `Meetings`. Default 20
 * @example countMeetings(Int32Array.of(0, 0), [[2, 2], [2]], 1, 3).counts // Int32Array [0, 0, 2]
 */
export function countMeetings(
  labels: Int32Array,
  histories: readonly (readonly number[])[],
  nClusters: number,
  nItems: number,
  sharedBy = minSharedBy,
): Meetings {
  const shoppers = new Int32Array(nClusters);
  const counts = new Int32Array(nClusters * nItems);
  histories.forEach((items, i) => {
    shoppers[labels[i]]++;
    for (const item of new Set(items)) counts[labels[i] * nItems + item]++;
  });
  return { nClusters, nItems, shoppers, counts, sharedBy };
}

/**
 * How many shoppers of all clusters met each item.
 *
 * @returns [nItems]
 */
export function totalMeetings({ counts, nItems }: Meetings): Float64Array {
  const totals = new Float64Array(nItems);
  counts.forEach((count, p) => {
    totals[p % nItems] += count;
  });
  return totals;
}
