import type { Explanation, RerankRequest, Vitrine } from '../../index.js';
import { isFor, type Order, placesIn, shopOrder } from './order.js';

/** How a list that a framework renders is to be ordered. */
export type ListRequest<Item> = Omit<RerankRequest<Item>, 'signal'>;

/** The order of one list that a framework renders: it says where items stand, and never touches a node. */
export interface ListOrder {
  /** The order to show; the same object while nothing that is shown changes. */
  readonly current: () => Order;
  /** Hears when `current` has changed; returns a function that stops listening. */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Asks for the order of a list; returns a function that loses interest.
   *
   * A list is ordered once: items that follow later are ordered among themselves, behind those that were shown. Where the
   * model could not answer, it is asked again when the shopper's profile changes; and it is asked anew when everything
   * was erased, so that the shop's order returns.
   *
   * @param ids of the items, [n]
   */
  ask<Item>(
    vitrine: Pick<Vitrine, 'rerank' | 'on'>,
    items: readonly Item[],
    ids: readonly string[],
    request: ListRequest<Item>,
  ): () => void;
  /** Why an item stands where it stands; null before there is an answer, and for other items. */
  readonly explain: (itemId: string) => Explanation | null;
}

/** The order of one list, from its first render to its last: the shop's until the model has answered. */
export function createListOrder(): ListOrder {
  let shown = shopOrder;
  /** What has been ordered for good, and for whom. */
  let settled = shopOrder;
  let asker: readonly unknown[] = [];
  let explain: ListOrder['explain'] = () => null;
  const listeners = new Set<() => void>();

  const show = (order: Order) => {
    const [before, after] = [placesIn(shown, order.ids), order.places];
    if (before.length === after.length && before.every((place, i) => place === after[i])) return;
    shown = order;
    for (const listener of listeners) listener();
  };

  return {
    current: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    explain: (itemId) => explain(itemId),
    ask(vitrine, items, ids, request) {
      if (asker[0] !== vitrine || asker[1] !== request.slot) settled = shopOrder;
      asker = [vitrine, request.slot];
      const interest = new AbortController();
      let isAsking = false;
      let isStale = false;

      const attempt = async () => {
        const placed = isFor(settled, ids) ? settled : shopOrder;
        if (placed.ids.length === ids.length) return;
        const asked = placesIn(placed, ids);
        const list = asked.map((place) => items[place]);
        const pinned = [...(request.pinned ?? []), ...placed.places.map((place) => ids[place])];
        const ranking = await vitrine.rerank(list, { ...request, pinned, signal: interest.signal });
        // An answer from before an erasure is none.
        if (interest.signal.aborted || isStale) return;
        explain = ranking.explain;
        const order = { ids, places: placesOf(ranking.items, list, asked) };
        if (ranking.reranked || ranking.reason === 'no-history') settled = order;
        show(order);
      };
      const refresh = async () => {
        if (isAsking) return;
        isAsking = true;
        do {
          isStale = false;
          await attempt();
        } while (isStale);
        isAsking = false;
      };
      const stopListening = vitrine.on('profile', ({ eventCount }) => {
        if (eventCount === 0) {
          isStale = isAsking;
          settled = shopOrder;
        }
        void refresh();
      });
      void refresh();
      return () => {
        interest.abort();
        stopListening();
      };
    },
  };
}

/** Where each ranked item stands in the shop's order; of equal items, each place counts once. */
function placesOf<Item>(ranked: readonly Item[], list: readonly Item[], places: readonly number[]): number[] {
  const left = list.map((item, i) => ({ item, place: places[i] }));
  return ranked
    .flatMap((item) =>
      left.splice(
        left.findIndex((other) => other.item === item),
        1,
      ),
    )
    .map(({ place }) => place);
}
