import { minSharedBy } from '../../../clusters/words/meetings.js';

/** How shoppers moved between clusters from moment to moment; plain JSON. */
export interface ClusterMoves {
  /** ms since 1970, ascending. */
  readonly moments: readonly number[];
  /** Shoppers of each cluster at each moment, 0 for fewer than `minSharedBy`, [nMoments, nClusters]. */
  readonly sizes: readonly (readonly number[])[];
  /** What `minSharedBy` shoppers or more did between a moment and the next, [nMoments - 1]. */
  readonly flows: readonly (readonly ClusterFlow[])[];
  /** The share of those there at a moment who were in another cluster at the next, [nMoments - 1]. */
  readonly moved: readonly number[];
}

export interface ClusterFlow {
  readonly from: number;
  readonly to: number;
  readonly nShoppers: number;
}

/**
 * Counts moves between clusters.
 *
 * @param moments ms since 1970, ascending
 * @param labels the cluster of each shopper at each moment, -1 before they came, [nMoments][n]
 * @example
 * const [early, late] = [new Int32Array(40), Int32Array.from({ length: 40 }, (_, i) => i % 2)]
 * countMoves([0, 1], [early, late], 2).moved // [0.5]
 */
export function countMoves(moments: readonly number[], labels: readonly Int32Array[], nClusters: number): ClusterMoves {
  const sizes = labels.map((ofMoment) => {
    const counts = new Array<number>(nClusters).fill(0);
    for (const label of ofMoment) if (label >= 0) counts[label]++;
    return counts.map((count) => (count < minSharedBy ? 0 : count));
  });
  const steps = labels.slice(1).map((after, i) => countFlows(labels[i], after, nClusters));
  return {
    moments,
    sizes,
    flows: steps.map(({ flows }) => flows),
    moved: steps.map(({ moved }) => moved),
  };
}

function countFlows(before: Int32Array, after: Int32Array, nClusters: number) {
  const counts = new Map<number, number>();
  let [nThere, nMoved] = [0, 0];
  before.forEach((from, i) => {
    if (from < 0 || after[i] < 0) return;
    nThere++;
    if (after[i] !== from) nMoved++;
    const key = from * nClusters + after[i];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const flows: ClusterFlow[] = [...counts]
    .filter(([, nShoppers]) => nShoppers >= minSharedBy)
    .map(([key, nShoppers]) => ({ from: Math.floor(key / nClusters), to: key % nClusters, nShoppers }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return { flows, moved: nThere > 0 ? nMoved / nThere : 0 };
}
