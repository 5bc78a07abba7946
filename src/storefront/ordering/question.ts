import type { Ranking, RerankRequest } from '../../index.js';
import { isFor, type Order, placesIn, shopOrder } from './order.js';

/** How a list that a framework renders is to be ordered. */
export type ListRequest<Item> = Omit<RerankRequest<Item>, 'signal'>;

/** What is left to ask of a list of which a part has its order for good. */
export interface Question<Item> {
  /** In the order in which they are shown. */
  readonly items: readonly Item[];
  /** What has its order is pinned in it. */
  readonly request: ListRequest<Item>;
  /** The order of the whole list that an answer makes. */
  readonly toOrder: (ranking: Ranking<Item>) => Order;
}

/**
 * Returns the question that is left of a list, or null where all of it is settled.
 *
 * @param settled what has its order for good: these items, or those that they began with
 * @param ids of the items, [n]
 */
export function questionOf<Item>(
  settled: Order,
  items: readonly Item[],
  ids: readonly string[],
  request: ListRequest<Item>,
): Question<Item> | null {
  const placed = isFor(settled, ids) ? settled : shopOrder;
  if (placed.ids.length === ids.length) return null;
  const places = placesIn(placed, ids);
  const asked = places.map((place) => items[place]);
  return {
    items: asked,
    request: { ...request, pinned: [...(request.pinned ?? []), ...placed.places.map((place) => ids[place])] },
    toOrder: (ranking) => ({ ids, places: placesOf(ranking.items, asked, places) }),
  };
}

/** Whether an answer holds for good: the model's, and those that a later one would not change. */
export function isFinal(ranking: Ranking<unknown>): boolean {
  return ranking.reranked || ['no-history', 'holdout', 'sorted'].includes(ranking.reason);
}

/** Where each ranked item stands in the shop's order; of equal items, each place counts once. */
function placesOf<Item>(ranked: readonly Item[], asked: readonly Item[], places: readonly number[]): number[] {
  const left = asked.map((item, i) => ({ item, place: places[i] }));
  return ranked
    .flatMap((item) =>
      left.splice(
        left.findIndex((other) => other.item === item),
        1,
      ),
    )
    .map(({ place }) => place);
}
