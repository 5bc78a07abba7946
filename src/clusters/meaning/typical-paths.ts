import { countMeetings, type Meetings, minSharedBy } from '../words/meetings.js';
import { findFavoured } from './favoured.js';
import type { ItemKinds } from './item-kinds.js';
import { type ShopperPast, toMoments } from './moments.js';

/** Kinds on a path, at most. */
const maxLength = 4;

/**
 * The way through the shop that tells each cluster from the average: from one kind of items to another, put together from
 * transition counts. Each single transition is shared by `minSharedBy` of the cluster's shoppers; the path as a whole is
 * nobody's.
 *
 * A transition leads from what was met at one moment to what was met at the next. The path begins with the most telling
 * transition and goes on by the most telling one to a kind that it has not passed.
 *
 * @param labels the cluster of each shopper, [n]
 * @param pasts [n]
 * @returns names of kinds, empty where no transition is shared, [nClusters]
 */
export function findTypicalPaths(
  labels: Int32Array,
  pasts: readonly ShopperPast[],
  nClusters: number,
  kinds: ItemKinds,
): string[][] {
  const nKinds = kinds.names.length;
  const transitions = pasts.map(({ steps }) => transitionsOf(steps, kinds));
  const meetings = countMeetings(labels, transitions, nClusters, nKinds * nKinds);
  return Array.from({ length: nClusters }, (_, cluster) =>
    followPath(meetings, cluster, nKinds).map((kind) => kinds.names[kind]),
  );
}

/** from · nKinds + to, for each transition between two kinds. */
function transitionsOf(steps: ShopperPast['steps'], { names, kindOf }: ItemKinds): number[] {
  const moments = toMoments(steps).map((moment) => new Set(moment.map(({ item }) => kindOf[item])));
  const found = new Set<number>();
  for (let i = 1; i < moments.length; i++) {
    for (const from of moments[i - 1]) {
      for (const to of moments[i]) if (from >= 0 && to >= 0 && from !== to) found.add(from * names.length + to);
    }
  }
  return [...found];
}

function followPath(meetings: Meetings, cluster: number, nKinds: number): number[] {
  const names = Array.from({ length: meetings.nItems }, (_, transition) => String(transition));
  const ranked = rankTransitions(meetings, cluster, names).map((transition) => ({
    from: Math.floor(transition / nKinds),
    to: transition % nKinds,
  }));
  const path = ranked.slice(0, 1).flatMap(({ from, to }) => [from, to]);
  while (path.length > 0 && path.length < maxLength) {
    const next = ranked.find(({ from, to }) => from === path.at(-1) && !path.includes(to));
    if (!next) break;
    path.push(next.to);
  }
  return path;
}

/** The transitions that tell a cluster from the average; the most common ones where none does. */
function rankTransitions(meetings: Meetings, cluster: number, names: readonly string[]): number[] {
  const telling = findFavoured(meetings, cluster, names).map(({ name }) => Number(name));
  if (telling.length > 0) return telling;
  const ofCluster = meetings.counts.subarray(cluster * meetings.nItems, (cluster + 1) * meetings.nItems);
  return [...ofCluster.keys()]
    .filter((transition) => ofCluster[transition] >= minSharedBy)
    .sort((a, b) => ofCluster[b] - ofCluster[a]);
}
