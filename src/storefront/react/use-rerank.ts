import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Explanation } from '../../index.js';
import { idsOf } from '../ordering/ids-of.js';
import { createListOrder, type ListRequest } from '../ordering/list-order.js';
import { placesIn } from '../ordering/order.js';
import { useVitrine } from './vitrine-provider.js';

/** A list as it is to be rendered. */
export interface RankedList<Item> {
  /** The shop's order at first, on the server and while hydrating; then the model's. */
  readonly items: readonly Item[];
  /** Why an item stands where it stands; null before there is an answer, and for other items. */
  readonly explain: (itemId: string) => Explanation | null;
}

/** Before the paint in a browser; on a server React 18 warns of layout effects. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Orders a list for its shopper: renders the shop's order at once, and once more when the order is there and differs.
 *
 * The list is asked for when the ids of its items or the slot change; an answer for other items than those shown is
 * dropped. Items that are appended later are ordered behind those that were shown. Give each rendered item its id as key,
 * so that React moves its nodes.
 *
 * @param items in the shop's order; a new array of the same items is the same list
 * @param request as for `rerank`; what it holds is read when the list is asked for
 * @example const { items } = useRerank(products, { slot: 'category', id: (product) => product.sku });
 */
export function useRerank<Item>(items: readonly Item[], request: ListRequest<Item> = {}): RankedList<Item> {
  const vitrine = useVitrine();
  const [list] = useState(createListOrder);
  const order = useSyncExternalStore(list.subscribe, list.current, list.current);
  const ids = idsOf(items, request.id);
  const key = JSON.stringify([request.slot, ids]);
  // The key stands for the items and for what is asked of them.
  useBeforePaint(() => (vitrine ? list.ask(vitrine, items, ids, request) : undefined), [list, vitrine, key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the ids
  return useMemo(
    () => ({ items: placesIn(order, ids).map((place) => items[place]), explain: list.explain }),
    [items, order, key],
  );
}
