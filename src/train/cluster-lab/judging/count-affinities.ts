import { noise } from '../../../clusters/points/clustering.js';
import { clusterAffinities } from '../../../clusters/words/affinities.js';
import { countMeetings } from '../../../clusters/words/meetings.js';
import { createRandom } from '../../../random.js';

/** What belonging to a cluster says about each item, row-major, [nClusters, nItems] each. */
export interface CountedAffinities {
  readonly own: Float32Array;
  /** Of random clusters of the same sizes. */
  readonly random: readonly Float32Array[];
}

/**
 * Counts the affinities of clusters.
 *
 * @param labels of each shopper, `noise` for none, [nShoppers]; the same array is counted only once
 */
export type CountAffinities = (labels: Int32Array, nClusters: number) => CountedAffinities;

/** Random clusterings that a gain is measured against, averaged. */
const nRandom = 3;

/**
 * Prepares to count affinities, of clusters and of the same labels shuffled.
 *
 * @param histories the items that each shopper met before the cut-off, [nShoppers]
 */
export function createAffinityCounter(
  histories: readonly (readonly number[])[],
  nItems: number,
  seed: number,
): CountAffinities {
  const known = new WeakMap<Int32Array, CountedAffinities>();
  const count = (labels: Int32Array, nClusters: number): Float32Array => {
    const clustered = histories.filter((_, i) => labels[i] !== noise);
    const ofClustered = labels.filter((label) => label !== noise);
    return clusterAffinities(countMeetings(ofClustered, clustered, nClusters, nItems));
  };
  return (labels, nClusters) => {
    const random = createRandom(seed);
    const counted = known.get(labels) ?? {
      own: count(labels, nClusters),
      random: Array.from({ length: nRandom }, () => count(random.shuffle(labels.slice()), nClusters)),
    };
    known.set(labels, counted);
    return counted;
  };
}
