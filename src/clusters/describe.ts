import type { Catalog, ClusterSummary } from '../encoder/manifest.js';
import { type DistinguishingTerm, distinguishingTerms } from './distinguishing-terms.js';
import { labelClusters } from './label-clusters.js';
import { type Meetings, minSharedBy, totalMeetings } from './meetings.js';
import { findTerms } from './terms.js';
import { tfIdf } from './tf-idf.js';

/** Terms in a larger share of the titles ("set", "pack") name nothing; so few titles may always hold a term. */
const maxTitleShare = 0.08;
const fewTitles = 10;

/** How many top items a summary lists. */
const nTopItems = 12;

/**
 * Says in words and items what each cluster is about, from its shoppers' meetings with items alone.
 *
 * Each term and each item is shared by at least `minSharedBy` of the cluster's shoppers; a smaller cluster gets a
 * number for a name, and nothing else.
 *
 * @param labels the cluster of each shopper, [n]
 * @param histories the items that each shopper met, [n]
 */
export function describeClusters(
  meetings: Meetings,
  labels: Int32Array,
  histories: readonly (readonly number[])[],
  catalog: Catalog,
): ClusterSummary[] {
  const named = labelClusters(termsOf(meetings, labels, histories, catalog));
  return named.map(({ label, terms }, id) => ({
    id,
    label,
    terms,
    size: meetings.shoppers[id],
    topItemIds: topItems(meetings, id).map((item) => catalog.itemIds[item]),
  }));
}

function termsOf(
  meetings: Meetings,
  labels: Int32Array,
  histories: readonly (readonly number[])[],
  { titles }: Catalog,
): DistinguishingTerm[][] {
  if (!titles) return Array.from({ length: meetings.nClusters }, () => []);
  const maxDocuments = Math.max(fewTitles, maxTitleShare * titles.length);
  return distinguishingTerms(tfIdf(findTerms(titles), { maxDocuments }), meetings, labels, histories);
}

/** The items that tell the cluster most from the average, by share · ln(share / average share), best first. */
function topItems(meetings: Meetings, cluster: number): number[] {
  const { nItems, counts } = meetings;
  const ofCluster = counts.subarray(cluster * nItems, (cluster + 1) * nItems);
  const totals = totalMeetings(meetings);
  const total = totals.reduce((sum, count) => sum + count, 0);
  const size = ofCluster.reduce((sum, count) => sum + count, 0);
  const strengthOf = (item: number) => {
    const share = ofCluster[item] / size;
    return share * Math.log(share / (totals[item] / total));
  };
  return [...ofCluster.keys()]
    .filter((item) => ofCluster[item] >= minSharedBy)
    .map((item) => ({ item, strength: strengthOf(item) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength || a.item - b.item)
    .slice(0, nTopItems)
    .map(({ item }) => item);
}
