import { type Meetings, totalMeetings } from './meetings.js';

/**
 * How much more than the average a cluster's shoppers take to an item: the log of the item's share in the cluster's
 * meetings over its share in all meetings,
 *
 *     ln( (m_ci + prior · g_i) / (m_c + prior) / g_i )      with g_i = m_i / m
 *
 * The prior draws the shares of a small cluster towards the average (a Dirichlet prior with the average as its mean).
 * An item that fewer than `meetings.sharedBy` of the cluster's shoppers met has affinity 0, the average.
 *
 * @param prior how many meetings the average is worth. Default 500
 * @returns row-major, [nClusters, nItems]
 */
export function clusterAffinities(meetings: Meetings, prior = 500): Float32Array {
  const { nClusters, nItems, counts, sharedBy } = meetings;
  const totals = totalMeetings(meetings);
  const total = totals.reduce((sum, count) => sum + count, 0);
  const affinities = new Float32Array(nClusters * nItems);
  for (let c = 0; c < nClusters; c++) {
    const ofCluster = counts.subarray(c * nItems, (c + 1) * nItems);
    const size = ofCluster.reduce((sum, count) => sum + count, 0);
    ofCluster.forEach((count, item) => {
      if (count < sharedBy) return;
      const average = totals[item] / total;
      affinities[c * nItems + item] = Math.log((count + prior * average) / (size + prior) / average);
    });
  }
  return affinities;
}
