import type { RerankRequest, Vitrine } from '../../index.js';

/** A search result, as InstantSearch hands it over. */
export interface Hit {
  readonly objectID: string;
}

/** Orders of pages of hits, by the ids that they hold. */
export interface HitOrders {
  /** Asks for the order of a page of hits, by the deadline; true where hits then stand elsewhere than `arrange` had them. */
  ask(hits: readonly Hit[]): Promise<boolean>;
  /** Orders a page of hits at once; undefined where the device does not know enough for that. */
  arrangeNow<SomeHit extends Hit>(hits: readonly SomeHit[]): SomeHit[] | undefined;
  /** Leaves a page of hits as the search gave it. */
  keep(hits: readonly Hit[]): void;
  /** Knows of no order any more, and takes none from an answer that is under way. */
  forget(): void;
  /** The hits in their order; undefined where nothing is known of them. */
  arrange<SomeHit extends Hit>(hits: readonly SomeHit[]): SomeHit[] | undefined;
}

/** Pages whose order is kept. */
const maxPages = 50;

/**
 * Remembers the orders of the last pages of hits.
 *
 * @param request may read more of the hits than their id: they are what the shop's index holds
 */
export function createHitOrders<SomeHit extends Hit>(
  vitrine: Pick<Vitrine, 'rerank' | 'rerankNow'>,
  request: RerankRequest<SomeHit>,
): HitOrders {
  /** Places in the order of the search, as they are shown; null while the first answer is under way. */
  let orders = new Map<string, number[] | null>();
  const keyOf = (hits: readonly Hit[]) => JSON.stringify(hits.map(({ objectID }) => objectID));

  const set = (hits: readonly Hit[], arranged: readonly Hit[]): number[] => {
    const key = keyOf(hits);
    const places = arranged.map((hit) => hits.indexOf(hit));
    orders.delete(key);
    orders.set(key, places);
    for (const oldest of orders.keys()) {
      if (orders.size <= maxPages) break;
      orders.delete(oldest);
    }
    return places;
  };

  return {
    async ask(hits) {
      const key = keyOf(hits);
      const shown = orders.get(key) ?? hits.map((_, place) => place);
      orders.set(key, orders.get(key) ?? null);
      const known = orders;
      const { items } = await vitrine.rerank(hits as readonly SomeHit[], request);
      if (known !== orders) return false; // forgotten meanwhile
      const places = set(hits, items);
      return places.length !== shown.length || places.some((place, i) => place !== shown[i]);
    },
    arrangeNow(hits) {
      const ranking = vitrine.rerankNow(hits as readonly Hit[] as readonly SomeHit[], request);
      return ranking.reranked ? set(hits, ranking.items).map((place) => hits[place]) : undefined;
    },
    keep: (hits) => void set(hits, hits),
    forget() {
      orders = new Map();
    },
    arrange(hits) {
      const order = orders.get(keyOf(hits));
      return order === undefined ? undefined : order ? order.map((place) => hits[place]) : [...hits];
    },
  };
}
