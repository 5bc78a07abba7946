import { invalidOption } from '../points/check-options.js';

/**
 * The tree of merges that turns n leaves into one group. Merge m joins two nodes into node n + m; nodes below n are
 * leaves. Merges are in the order of their heights.
 */
export interface Dendrogram {
  /** n */
  readonly nLeaves: number;
  /** The lower of the two nodes that each merge joins, [n - 1]. */
  readonly left: Int32Array;
  /** The higher, [n - 1]. */
  readonly right: Int32Array;
  /** How far apart the two were, [n - 1], ascending. */
  readonly heights: Float64Array;
}

/**
 * Cuts a tree into so many groups, by undoing its highest merges.
 *
 * @returns the group of each leaf, numbered in the order of their first leaves, [n]
 * @throws VitrineError `OPTION_INVALID` for no group, or more groups than leaves
 * @example cutInto(agglomerate(Float64Array.of(1, 9, 8), 3, 'average'), 2) // Int32Array [0, 0, 1]
 */
export function cutInto(dendrogram: Dendrogram, nClusters: number): Int32Array {
  const { nLeaves } = dendrogram;
  if (!Number.isInteger(nClusters) || nClusters < 1 || nClusters > nLeaves) {
    throw invalidOption('nClusters', nClusters, `a whole number from 1 to the ${nLeaves} leaves`);
  }
  return applyMerges(dendrogram, nLeaves - nClusters);
}

/**
 * Cuts a tree into groups that are joined by merges no higher than `height`.
 *
 * @returns as `cutInto`
 * @throws VitrineError `OPTION_INVALID` for NaN
 */
export function cutAtHeight(dendrogram: Dendrogram, height: number): Int32Array {
  if (Number.isNaN(height)) throw invalidOption('height', height, 'a number');
  const higher = dendrogram.heights.findIndex((own) => own > height);
  return applyMerges(dendrogram, higher < 0 ? dendrogram.heights.length : higher);
}

function applyMerges({ nLeaves, left, right }: Dendrogram, nMerges: number): Int32Array {
  // From the top down, each node is in the group of the one that it was merged into.
  const groups = Int32Array.from({ length: nLeaves + nMerges }, (_, node) => node);
  for (let m = nMerges - 1; m >= 0; m--) {
    groups[left[m]] = groups[nLeaves + m];
    groups[right[m]] = groups[nLeaves + m];
  }
  const names = new Map<number, number>();
  return groups.subarray(0, nLeaves).map((group) => {
    const name = names.get(group) ?? names.size;
    names.set(group, name);
    return name;
  });
}
