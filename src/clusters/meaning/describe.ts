import type { Catalog, ClusterSummary } from '../../encoder/artifact/manifest.js';
import type { Query } from '../../sequence/query.js';
import { findClusterWords } from '../words/cluster-words.js';
import { labelClusters } from '../words/label-clusters.js';
import type { Meetings } from '../words/meetings.js';
import { findFavoured } from './favoured.js';

/** How many top items a summary lists. */
const nTopItems = 12;

/**
 * Says in words and items what each cluster is about, from its shoppers' meetings with items and their searches alone.
 *
 * Each term and each item is shared by at least `meetings.sharedBy` of the cluster's shoppers; a smaller cluster gets a
 * number for a name, and nothing else.
 *
 * @param labels the cluster of each shopper, [n]
 * @param histories the items that each shopper met, [n]
 * @param queries what each shopper searched for, [n]
 */
export function describeClusters(
  meetings: Meetings,
  labels: Int32Array,
  histories: readonly (readonly number[])[],
  catalog: Catalog,
  queries?: readonly (readonly Query[] | undefined)[],
): ClusterSummary[] {
  const { nClusters, sharedBy } = meetings;
  const named = labelClusters(findClusterWords({ labels, nClusters, histories, catalog, queries, sharedBy }));
  return named.map(({ label, terms }, id) => ({
    id,
    label,
    terms,
    size: meetings.shoppers[id],
    topItemIds: findFavoured(meetings, id, catalog.itemIds)
      .slice(0, nTopItems)
      .map(({ name }) => name),
  }));
}
