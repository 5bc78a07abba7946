import type { Explanation, Ranking, Vitrine } from '../../index.js';
import { isFor, type Order, placesIn, shopOrder } from './order.js';
import { isFinal, type ListRequest, type Question, questionOf } from './question.js';

/** What lists are asked of. */
export type Asked = Pick<Vitrine, 'rerank' | 'rerankNow' | 'on'>;

/** The order of one list that a framework renders: it says where items stand, and never touches a node. */
export interface ListOrder {
  /** The order to show. */
  readonly current: () => Order;
  /** Hears when what was rendered is no longer the order to show; returns a function that stops listening. */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Returns the order in which a list is rendered now: the one that it has, else what the device knows at once.
   *
   * A render may never come to be shown, so that no exposure is told of it: `ask` tells of the list once it is on the page.
   *
   * @param ids of the items, [n]
   */
  look<Item>(vitrine: Asked, items: readonly Item[], ids: readonly string[], request: ListRequest<Item>): Order;
  /**
   * Asks for the order of a list that is on the page; returns a function that loses interest.
   *
   * What the device knows at once is the order before this returns. A list is ordered once: items that follow later are
   * ordered among themselves, behind those that were shown. Where nothing is known at once the model is asked, and asked
   * again when the scores change; and it is asked anew when everything was erased, so that the shop's order
   * returns.
   *
   * @param ids of the items, [n]
   */
  ask<Item>(vitrine: Asked, items: readonly Item[], ids: readonly string[], request: ListRequest<Item>): () => void;
  /** Why an item stands where it stands; null before there is an answer, and for other items. */
  readonly explain: (itemId: string) => Explanation | null;
}

/** The order of one list, from its first render to its last. */
export function createListOrder(): ListOrder {
  let shown = shopOrder;
  /** What has been ordered for good, and for whom. */
  let settled = shopOrder;
  let asker: readonly unknown[] = [];
  /** Whether what is shown was made for another asker. */
  let isOutdated = false;
  /** Whether what a render looked at holds for good; undefined where `ask` has told of it, or nothing was looked at. */
  let isLookedFinal: boolean | undefined;
  let explain: ListOrder['explain'] = () => null;
  const listeners = new Set<() => void>();

  const begin = (...next: readonly unknown[]) => {
    if (next.every((value, i) => value === asker[i])) return;
    asker = next;
    settled = shopOrder;
    isOutdated = true;
    isLookedFinal = undefined;
  };
  const show = (order: Order) => {
    const [before, after] = [placesIn(shown, order.ids), order.places];
    const isSame = before.length === after.length && before.every((place, i) => place === after[i]);
    isOutdated = false;
    if (isSame && isWhole(shown, order.ids)) return;
    shown = order;
    if (!isSame) for (const listener of listeners) listener();
  };
  const take = <Item>(question: Question<Item>, ranking: Ranking<Item>) => {
    explain = ranking.explain;
    const order = question.toOrder(ranking);
    if (isFinal(ranking)) settled = order;
    show(order);
  };

  return {
    current: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    explain: (itemId) => explain(itemId),
    look(vitrine, items, ids, request) {
      begin(vitrine, request.slot, request.sorted);
      if (!isOutdated && isWhole(shown, ids)) return shown;
      isOutdated = false;
      shown = settled;
      const question = questionOf(settled, items, ids, request);
      if (question) {
        // Exposures are told by slot.
        const ranking = vitrine.rerankNow(question.items, { ...question.request, slot: '' });
        explain = ranking.explain;
        isLookedFinal = isFinal(ranking);
        shown = question.toOrder(ranking);
      }
      return shown;
    },
    ask(vitrine, items, ids, request) {
      begin(vitrine, request.slot, request.sorted);
      const interest = new AbortController();
      let isAsking = false;
      let isStale = false;

      const attempt = async () => {
        const question = questionOf(settled, items, ids, request);
        if (!question) return;
        const ranking = await vitrine.rerank(question.items, { ...question.request, signal: interest.signal });
        // An answer from before an erasure is none.
        if (!interest.signal.aborted && !isStale) take(question, ranking);
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
      const stopListening = vitrine.on('scores', ({ eventCount }) => {
        if (eventCount === 0) {
          isStale = isAsking;
          settled = shopOrder;
        }
        void refresh();
      });
      const question = questionOf(settled, items, ids, request);
      if (!question && ids.length > 0) show(settled);
      // Where the look found nothing, the model is asked, which tells of the list, too.
      if (question && isLookedFinal !== false) take(question, vitrine.rerankNow(question.items, question.request));
      isLookedFinal = undefined;
      void refresh();
      return () => {
        interest.abort();
        stopListening();
      };
    },
  };
}

/** Whether an order is for exactly these items. */
function isWhole(order: Order, ids: readonly string[]): boolean {
  return order.ids.length === ids.length && isFor(order, ids);
}
