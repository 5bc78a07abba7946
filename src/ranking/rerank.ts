import { totalScores } from './score.js';
import type { ScoreTable } from './score-table.js';

export interface RerankOptions {
  /** Items that keep their place. */
  readonly pinned?: ReadonlySet<string>;
  /** Times -log2(1 + place): how much the shop's own order counts. 0 leaves it out, except for ties. */
  readonly positionWeight?: number;
  /** Items only change places with those of the same batch, [n]; all are of one unless given. */
  readonly batches?: readonly unknown[] | null;
  /** Where each item stood in the shop's own order, from 0, [n]; where it stands in the page, unless given. */
  readonly places?: readonly number[] | null;
}

export interface Reranked {
  /** The new order as places in the old one, [n]. */
  readonly order: number[];
  /** The score of every item in the shop's order, its place included; NaN for one that the table does not know, [n]. */
  readonly scores: number[];
}

/**
 * Reorders a page by score: a stable permutation in which pinned items, and items that the table does not know or whose score
 * is no number, keep their places.
 *
 * @param itemIds the page in the shop's order, [n]; ids may repeat
 * @example
 * rerank(['a', 'b', 'c'], { ...table, itemIds: ['a', 'c'] }).order; // 'b', which the table lacks, stays second
 */
export function rerank(itemIds: readonly string[], table: ScoreTable, options: RerankOptions = {}): Reranked {
  const { pinned, positionWeight = 0, batches } = options;
  const order = itemIds.map((_, place) => place);
  const shopPlaces = options.places ?? order;
  const totals = totalScores(table);
  const rows = new Map(table.itemIds.map((id, row) => [id, row]));
  const scores = itemIds.map((id, place) => {
    const row = rows.get(id);
    return row === undefined ? Number.NaN : totals[row] + positionScore(shopPlaces[place], positionWeight);
  });
  const movable = new Map<unknown, number[]>();
  for (let place = 0; place < order.length; place++) {
    if (!Number.isFinite(scores[place]) || pinned?.has(itemIds[place])) continue;
    const batch = batches?.[place];
    const places = movable.get(batch) ?? [];
    movable.set(batch, places);
    places.push(place);
  }
  for (const places of movable.values()) {
    const ranked = [...places].sort((a, b) => scores[b] - scores[a] || shopPlaces[a] - shopPlaces[b]);
    places.forEach((place, i) => {
      order[place] = ranked[i];
    });
  }
  return { order, scores };
}

/**
 * What the shop's own order gives an item: the log discount of NDCG, weighed.
 *
 * @param place from 0
 */
export function positionScore(place: number, weight: number): number {
  return weight === 0 ? 0 : -weight * Math.log2(2 + place);
}
