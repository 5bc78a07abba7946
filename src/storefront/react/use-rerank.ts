import { useEffect, useLayoutEffect, useMemo, useReducer, useState, useSyncExternalStore } from 'react';
import type { Explanation } from '../../index.js';
import { idsOf } from '../ordering/ids-of.js';
import { createListOrder } from '../ordering/list-order.js';
import { placesIn, shopOrder } from '../ordering/order.js';
import type { ListRequest } from '../ordering/question.js';
import { useVitrine } from './vitrine-provider.js';

/** A list as it is to be rendered. */
export interface RankedList<Item> {
  /** In the shopper's order, as far as the device knows it; in the shop's on the server and while hydrating. */
  readonly items: readonly Item[];
  /** Why an item stands where it stands; null before there is an answer, and for other items. */
  readonly explain: (itemId: string) => Explanation | null;
}

/** Before the paint in a browser; on a server React 18 warns of layout effects. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Orders a list for its shopper, from its first render in the browser on, by what the device knows at once. Where it knows
 * nothing yet, the list is rendered in the shop's order, and once more when the model's is there and differs.
 *
 * A list that a server rendered is hydrated in the shop's order, and changes in a layout effect.
 *
 * The list is asked for when the ids of its items, the slot or `sorted` change; an answer for other items than those shown
 * is dropped. Items that are appended later are ordered behind those that were shown. Give each rendered item its id as
 * key, so that React moves its nodes.
 *
 * @param items in the shop's order; a new array of the same items is the same list
 * @param request as for `rerank`; what it holds is read when the list is asked for
 * @example const { items } = useRerank(products, { slot: 'category', id: (product) => product.sku });
 */
export function useRerank<Item>(items: readonly Item[], request: ListRequest<Item> = {}): RankedList<Item> {
  const vitrine = useVitrine();
  const [list] = useState(createListOrder);
  const [, renderAgain] = useReducer((nTimes: number) => nTimes + 1, 0);
  const isHydrating = useIsHydrating();
  const ids = idsOf(items, request.id);
  const key = JSON.stringify([request.slot, request.sorted, ids]);
  const order = vitrine && !isHydrating ? list.look(vitrine, items, ids, request) : shopOrder;
  // The key stands for the items and for what is asked of them.
  useBeforePaint(() => {
    if (!vitrine) return;
    // Not by useSyncExternalStore, which listens after the paint only.
    const stopListening = list.subscribe(renderAgain);
    const stopAsking = list.ask(vitrine, items, ids, request);
    return () => {
      stopAsking();
      stopListening();
    };
  }, [list, vitrine, key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the ids
  return useMemo(
    () => ({ items: placesIn(order, ids).map((place) => items[place]), explain: list.explain }),
    [items, order, key],
  );
}

const neverChanges = () => () => {};

/** Whether this render must give what the server gave: it is on the server, or hydrates what came from there. */
function useIsHydrating(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => false,
    () => true,
  );
}
