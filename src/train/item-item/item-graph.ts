import { cooccurrences, type Sharing } from './cooccurrences.js';

/** The items as a graph of who shares sessions with whom: a sparse symmetric matrix in compressed rows. */
export interface ItemGraph {
  readonly nItems: number;
  /** Row a's entries are `starts[a]` up to `starts[a + 1]`, [nItems + 1]. */
  readonly starts: Int32Array;
  /** Columns; the item itself is among them. */
  readonly neighbours: Int32Array;
  /** By place in `neighbours`. */
  readonly weights: Float32Array;
}

export interface ItemGraphOptions {
  /** Most similar items that each item keeps; it is linked as well to those that keep it. */
  readonly maxNeighbours: number;
  /** The share that an item keeps of itself, 0 to 1; its neighbours share the rest. */
  readonly selfWeight: number;
  /** See `cooccurrences`. */
  readonly sharing?: Sharing;
}

/**
 * Builds the graph of the items that meet in sessions: the weight of two items is
 * (1 - selfWeight) * both / sqrt(degree of a * degree of b), the degree of an item being the sum of its `both`.
 * An item that meets no other keeps all of itself.
 *
 * @param sessions the distinct items of each session
 * @see He et al. 2020 (LightGCN), arXiv:2002.02126, section 3.1; a weight for itself stands for the combination of
 *   layers there, section 3.2
 * @example
 * buildItemGraph([[0, 1]], 3, { maxNeighbours: 1, selfWeight: 0.75 }).weights // Float32Array [0.75, 0.25, 0.75, 0.25, 1]
 */
export function buildItemGraph(
  sessions: readonly (readonly number[])[],
  nItems: number,
  { maxNeighbours, selfWeight, sharing }: ItemGraphOptions,
): ItemGraph {
  const edges: Map<number, number>[] = Array.from({ length: nItems }, () => new Map());
  cooccurrences(sessions, nItems, maxNeighbours, sharing).forEach(({ items, counts }, item) => {
    items.forEach((other, i) => {
      edges[item].set(other, counts[i]);
      edges[other].set(item, counts[i]);
    });
  });
  const degrees = edges.map((own) => [...own.values()].reduce((sum, both) => sum + both, 0));
  const starts = new Int32Array(nItems + 1);
  edges.forEach((own, item) => {
    starts[item + 1] = starts[item] + own.size + 1;
  });
  const neighbours = new Int32Array(starts[nItems]);
  const weights = new Float32Array(starts[nItems]);
  edges.forEach((own, item) => {
    let place = starts[item];
    neighbours[place] = item;
    weights[place++] = own.size === 0 ? 1 : selfWeight;
    for (const [other, both] of [...own].sort(([a], [b]) => a - b)) {
      neighbours[place] = other;
      weights[place++] = ((1 - selfWeight) * both) / Math.sqrt(degrees[item] * degrees[other]);
    }
  });
  return { nItems, starts, neighbours, weights };
}
