import { minSharedBy } from '../words/meetings.js';
import type { ClusterMatching } from './match-clusters.js';

/**
 * What became of a cluster, or where it came from; see `tellChanges`. One that is `quiet` was not compared: too few
 * shoppers were there to say anything.
 */
export type ClusterFate = 'kept' | 'moved' | 'quiet' | 'split' | 'merged' | 'born' | 'died';

/** One cluster's part in an update; `former` and `now` are rows of the two groupings. */
export interface ClusterChange {
  readonly fate: ClusterFate;
  /** The former cluster; of a split the one that it came out of; absent of one that was born. */
  readonly former?: number;
  /** The cluster now; of a merge the one that took it in; absent of one that died. */
  readonly now?: number;
  /** Of a split and a merge: the share of the members of the lesser part that stand for it, 0.5 to 1. */
  readonly share?: number;
  /** Of a cluster that goes on: how far its centroid went, 1 being the way to the nearest other former centroid. */
  readonly moved?: number;
  /** Of a cluster that goes on: the share of its former members who are in it still; absent where it had none. */
  readonly stays?: number;
}

/** The share of a cluster's members that makes it a part of another. */
const leastShare = 0.5;

/** From here on a cluster that goes on has moved: half the way to the border with its neighbour. */
export const leastMove = 0.25;

/**
 * Tells what became of the clusters of an earlier grouping. A cluster goes on where `matchClusters` made a pair; then
 *
 * - `moved`: its centroid went at least a quarter of the way to the nearest other former centroid; else `kept`;
 * - `split`: a cluster without a former one, at least half of whose members were together in one;
 * - `merged`: a former cluster that does not go on, at least half of whose members are together in one now;
 * - `born`: any other cluster without a former one;
 * - `died`: any other former cluster that does not go on.
 *
 * Splits and merges are told where at least 20 shoppers make them.
 *
 * @param spacings from each former centroid to the nearest other, [nFormer]
 * @returns one for each former cluster, in order, then one for each cluster without a former one
 */
export function tellChanges(matching: ClusterMatching, spacings: ArrayLike<number>): ClusterChange[] {
  const { pairs, nFormer, nNow, shared, formerSizes, sizes, distances } = matching;
  const fates = Array.from({ length: nFormer }, (_, former): ClusterChange => {
    const now = pairs[former];
    if (now >= 0) {
      const moved = distances[former * nNow + now] / spacings[former];
      const stays = shared[former * nNow + now] / formerSizes[former];
      const fate = moved >= leastMove ? 'moved' : 'kept';
      return { fate, former, now, moved, ...(formerSizes[former] > 0 ? { stays } : {}) };
    }
    const row = Array.from({ length: nNow }, (_, other) => shared[former * nNow + other]);
    const [into, share] = largest(row, formerSizes[former]);
    return share >= leastShare ? { fate: 'merged', former, now: into, share } : { fate: 'died', former };
  });
  const goesOn = new Set(pairs);
  for (let now = 0; now < nNow; now++) {
    if (goesOn.has(now)) continue;
    const column = Array.from({ length: nFormer }, (_, other) => shared[other * nNow + now]);
    const [former, share] = largest(column, sizes[now]);
    fates.push(share >= leastShare ? { fate: 'split', former, now, share } : { fate: 'born', now });
  }
  return fates;
}

/** The place of the largest count and its share; a count of too few shoppers counts nothing. */
function largest(counts: readonly number[], total: number): [place: number, share: number] {
  const most = Math.max(...counts);
  return [counts.indexOf(most), most >= minSharedBy ? most / total : 0];
}
