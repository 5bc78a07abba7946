import type { Catalog } from '../../encoder/artifact/manifest.js';
import { findClusterWords } from '../words/cluster-words.js';
import { labelClusters } from '../words/label-clusters.js';
import { countMeetings, type Meetings, minSharedBy } from '../words/meetings.js';
import { type Favoured, findFavoured, isAbove } from './favoured.js';
import { findItemKinds } from './item-kinds.js';
import type { ShopperPast } from './moments.js';
import { findNextActions } from './next-actions.js';
import { findPriceLevels } from './price-levels.js';
import { type ClusterTraits, tellDifference } from './tell-difference.js';
import { findTypicalPaths } from './typical-paths.js';
import { hours, visitTimes, weekdays } from './visit-times.js';

/** What a cluster is about; plain JSON. All that it says is shared by at least `minSharedBy` of the cluster's shoppers. */
export interface ClusterMeaning extends ClusterTraits {
  readonly id: number;
  /** Made of the first terms; a number where there are none. */
  readonly label: string;
  readonly terms: readonly string[];
  /** Shoppers in it, and their share of all. */
  readonly size: number;
  readonly share: number;
  /** Kinds of items, one after the other; see `findTypicalPaths`. */
  readonly path: readonly string[];
  /** How it differs from the average, in plain words. */
  readonly difference: string;
}

export interface MeaningInput {
  /** The cluster of each shopper, 0..nClusters-1, [n]. */
  readonly labels: Int32Array;
  readonly nClusters: number;
  /** [n] */
  readonly pasts: readonly ShopperPast[];
  readonly catalog: Catalog;
  /** Whether times mean anything. */
  readonly hasTimes: boolean;
}

/** What is less than this above the average is not listed among what a cluster favours. */
const leastFactor = 1.1;

/** How many of each are listed, at most. */
const nListed = { topItems: 8, categories: 4, nextActions: 3 };

/**
 * Describes clusters: words, items, categories, a typical path, prices, times and next actions, each against the average.
 *
 * @returns [nClusters]
 */
export function describeMeaning({ labels, nClusters, pasts, catalog, hasTimes }: MeaningInput): ClusterMeaning[] {
  const { itemIds, titles, prices } = catalog;
  const count = (histories: readonly (readonly number[])[], nItems: number) =>
    countMeetings(labels, histories, nClusters, nItems);
  const histories = pasts.map(({ steps }) => steps.map(({ item }) => item));
  const queries = pasts.map((past) => past.queries);
  const named = labelClusters(findClusterWords({ labels, nClusters, histories, catalog, queries }));
  const kinds = findItemKinds(catalog, pasts);
  const met = count(histories, itemIds.length);
  const metKinds = count(
    histories.map((items) => items.map((item) => kinds.kindOf[item]).filter((kind) => kind >= 0)),
    kinds.names.length,
  );
  const paths = findTypicalPaths(labels, pasts, nClusters, kinds);
  const levels = findPriceLevels(labels, pasts, nClusters, prices);
  const actions = findNextActions(labels, pasts, nClusters, kinds, hasTimes);
  const times = hasTimes ? pasts.map(({ steps }) => visitTimes(steps)) : [];
  const met24 = count(
    times.map(({ hour }) => [hour]),
    hours.length,
  );
  const met7 = count(
    times.map(({ weekday }) => [weekday]),
    weekdays.length,
  );
  const shownNames = itemIds.map((id, item) => titles?.[item] || id);
  return named.map(({ label, terms }, id) => {
    const isShared = met.shoppers[id] >= minSharedBy;
    const price = levels[id];
    const [hour] = favouredOf(met24, id, hours);
    const [weekday] = favouredOf(met7, id, weekdays);
    const told = {
      topItems: findFavoured(met, id, shownNames).slice(0, nListed.topItems),
      categories:
        kinds.of === 'categories'
          ? findFavoured(metKinds, id, kinds.names).filter(isListed).slice(0, nListed.categories)
          : [],
      ...(price ? { price } : {}),
      nextActions: actions[id].filter(isListed).slice(0, nListed.nextActions),
      ...(hour ? { hour } : {}),
      ...(weekday ? { weekday } : {}),
    };
    return {
      id,
      label,
      terms,
      size: met.shoppers[id],
      share: met.shoppers[id] / pasts.length,
      path: paths[id],
      ...told,
      difference: isShared
        ? tellDifference(told)
        : `Fewer than ${minSharedBy} shoppers: too few to say anything about them.`,
    };
  });
}

function isListed(favoured: Favoured): boolean {
  return isAbove(favoured, leastFactor);
}

/** Times need a session each; without times there is nothing to favour. */
function favouredOf(meetings: Meetings, cluster: number, names: readonly string[]): Favoured[] {
  return meetings.shoppers[cluster] > 0 ? findFavoured(meetings, cluster, names) : [];
}
