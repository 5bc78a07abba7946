import { type Meetings, totalMeetings } from './meetings.js';
import type { TfIdf } from './tf-idf.js';

/** A term that tells a cluster from the average. */
export interface DistinguishingTerm {
  readonly term: string;
  /** How much it tells, above 0. */
  readonly strength: number;
}

/**
 * The terms that distinguish each cluster, the strongest first: class-based TF-IDF.
 *
 * A cluster's weight v of a term is the mean of the term's TF-IDF weight over the items that its shoppers met, once a
 * meeting. Against the mean w over all meetings, the term's strength is what it adds to the divergence of the cluster
 * from the average, `v ln(v / w)`; terms with v > w alone are kept, and those shared by `meetings.sharedBy` of the cluster's
 * shoppers.
 *
 * @param tfIdf one document an item
 * @param labels the cluster of each shopper, [n]
 * @param histories the items that each shopper met, [n]
 * @returns [nClusters]
 */
export function distinguishingTerms(
  tfIdf: TfIdf,
  meetings: Meetings,
  labels: Int32Array,
  histories: readonly (readonly number[])[],
): DistinguishingTerm[][] {
  const { nClusters, nItems, counts } = meetings;
  const average = meanWeights(tfIdf, totalMeetings(meetings));
  const sharedBy = countSharers(tfIdf, nClusters, labels, histories);
  return Array.from({ length: nClusters }, (_, c) => {
    const ofCluster = meanWeights(tfIdf, counts.subarray(c * nItems, (c + 1) * nItems));
    return tfIdf.terms
      .map((term, t) => ({ term, t, strength: ofCluster[t] * Math.log(ofCluster[t] / average[t]) }))
      .filter(({ t, strength }) => strength > 0 && sharedBy[c * tfIdf.terms.length + t] >= meetings.sharedBy)
      .sort((a, b) => b.strength - a.strength || a.t - b.t)
      .map(({ term, strength }) => ({ term, strength }));
  });
}

/** The mean of the items' term weights, each item counted so many times, [nTerms]; NaN where nothing was met. */
function meanWeights(tfIdf: TfIdf, times: Int32Array | Float64Array): Float64Array {
  const sums = new Float64Array(tfIdf.terms.length);
  let total = 0;
  times.forEach((count, item) => {
    total += count;
    const { terms, weights } = tfIdf.documents[item];
    terms.forEach((t, p) => {
      sums[t] += count * weights[p];
    });
  });
  return sums.map((sum) => sum / total);
}

/** How many shoppers of each cluster met an item with each term, row-major, [nClusters, nTerms]. */
function countSharers(
  tfIdf: TfIdf,
  nClusters: number,
  labels: Int32Array,
  histories: readonly (readonly number[])[],
): Int32Array {
  const nTerms = tfIdf.terms.length;
  const sharers = new Int32Array(nClusters * nTerms);
  histories.forEach((items, i) => {
    const met = new Set<number>();
    for (const item of new Set(items)) for (const t of tfIdf.documents[item].terms) met.add(t);
    for (const t of met) sharers[labels[i] * nTerms + t]++;
  });
  return sharers;
}
