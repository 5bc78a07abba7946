import { condensedIndex } from './condensed-distances.js';
import type { Dendrogram } from './dendrogram.js';
import { type Linkage, mergedDistance } from './linkage.js';

/**
 * Merges the nearest groups over and over, from single points to one group, by following chains of nearest neighbours
 * until two are each other's: the same tree as if the nearest pair of all were sought each time, in O(n²) steps.
 *
 * @param distances of all pairs of n points, as `condensedDistances` orders them; overwritten
 * @param n above 0
 * @see Murtagh 1983, doi:10.1093/comjnl/26.4.354; Müllner 2011, arXiv:1109.2378
 * @example agglomerate(Float64Array.of(1, 5, 4), 3, 'average').heights // Float64Array [1, 4.5]
 */
export function agglomerate(distances: Float64Array, n: number, linkage: Linkage): Dendrogram {
  const sizes = new Int32Array(n).fill(1); // 0 for a group that was merged into another
  const merges: Merge[] = [];
  const chain: number[] = [];
  let first = 0;
  while (merges.length < n - 1) {
    while (sizes[first] === 0) first++;
    if (chain.length === 0) chain.push(first);
    const tip = chain[chain.length - 1];
    const before = chain[chain.length - 2];
    const { neighbour, height } = nearestTo(tip, before, distances, sizes);
    if (neighbour !== before) {
      chain.push(neighbour);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: tip, b: neighbour, height });
    mergeInto(neighbour, tip, height, distances, sizes, linkage);
  }
  return toDendrogram(merges, n);
}

/** Two groups, each named by one of its points. */
interface Merge {
  readonly a: number;
  readonly b: number;
  readonly height: number;
}

/** On a tie the group before the tip is the nearest, so that chains end. */
function nearestTo(tip: number, before: number | undefined, distances: Float64Array, sizes: Int32Array) {
  const n = sizes.length;
  let neighbour = before ?? -1;
  let height = before === undefined ? Number.POSITIVE_INFINITY : distances[condensedIndex(n, tip, before)];
  for (let i = 0; i < n; i++) {
    if (sizes[i] === 0 || i === tip) continue;
    const distance = distances[condensedIndex(n, tip, i)];
    if (distance < height || neighbour < 0) {
      height = distance;
      neighbour = i;
    }
  }
  return { neighbour, height };
}

function mergeInto(
  kept: number,
  gone: number,
  between: number,
  distances: Float64Array,
  sizes: Int32Array,
  linkage: Linkage,
): void {
  const n = sizes.length;
  for (let i = 0; i < n; i++) {
    if (sizes[i] === 0 || i === kept || i === gone) continue;
    const at = condensedIndex(n, i, kept);
    const toGone = distances[condensedIndex(n, i, gone)];
    distances[at] = mergedDistance(linkage, distances[at], toGone, between, sizes[kept], sizes[gone], sizes[i]);
  }
  sizes[kept] += sizes[gone];
  sizes[gone] = 0;
}

/** Orders merges by height and names groups by the merges that made them. */
function toDendrogram(merges: readonly Merge[], n: number): Dendrogram {
  const ascending = [...merges].sort((a, b) => a.height - b.height);
  const parents = Int32Array.from({ length: 2 * n - 1 }, (_, node) => node);
  const rootOf = (leaf: number) => {
    let root = leaf;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]]; // halves the path for the next time
      root = parents[root];
    }
    return root;
  };
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  ascending.forEach(({ a, b }, m) => {
    const roots = [rootOf(a), rootOf(b)];
    left[m] = Math.min(...roots);
    right[m] = Math.max(...roots);
    for (const root of roots) parents[root] = n + m;
  });
  return { nLeaves: n, left, right, heights: Float64Array.from(ascending, ({ height }) => height) };
}
