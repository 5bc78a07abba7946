import { type Meetings, totalMeetings } from '../words/meetings.js';

/** Something that a cluster's shoppers do or meet more than others. */
export interface Favoured {
  readonly name: string;
  /** Its share among all of its kind in the cluster, 0..1. */
  readonly share: number;
  /** The same over the shoppers of all clusters. */
  readonly average: number;
  /** The number of the cluster's shoppers who share it, at least `Meetings.sharedBy`. */
  readonly sharedBy: number;
}

/**
 * What a cluster favours, the most telling first, by share · ln(share / average share). Only what is above the average and
 * shared by `meetings.sharedBy` of its shoppers is listed.
 *
 * @param meetings who met what of one kind of thing: items, categories, hours
 * @param names [nItems]
 * @example
 * const labels = Int32Array.from({ length: 40 }, (_, i) => i % 2)
 * const meetings = countMeetings(labels, Array.from(labels, (label) => [label]), 2, 2)
 * findFavoured(meetings, 0, ['tea', 'toys']) // [{ name: 'tea', share: 1, average: 0.5, sharedBy: 20 }]
 */
export function findFavoured(meetings: Meetings, cluster: number, names: readonly string[]): Favoured[] {
  const { nItems, counts } = meetings;
  const ofCluster = counts.subarray(cluster * nItems, (cluster + 1) * nItems);
  const totals = totalMeetings(meetings);
  const all = totals.reduce((sum, count) => sum + count, 0);
  const own = ofCluster.reduce((sum, count) => sum + count, 0);
  return Array.from(ofCluster, (sharedBy, i) => ({
    name: names[i],
    share: sharedBy / own,
    average: totals[i] / all,
    sharedBy,
  }))
    .filter(({ share, average, sharedBy }) => sharedBy >= meetings.sharedBy && share > average)
    .sort((a, b) => strength(b) - strength(a));
}

/** What a share adds to the divergence of the cluster from the average. */
function strength({ share, average }: Favoured): number {
  return share * Math.log(share / average);
}

/** Returns whether a share is at least `factor` times the average. */
export function isAbove({ share, average }: Pick<Favoured, 'share' | 'average'>, factor: number): boolean {
  return share >= factor * average;
}
