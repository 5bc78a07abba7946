import {
  type ComputedRef,
  computed,
  getCurrentScope,
  type MaybeRefOrGetter,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
} from 'vue';
import type { Explanation } from '../../index.js';
import { idsOf } from '../ordering/ids-of.js';
import { createListOrder, type ListRequest } from '../ordering/list-order.js';
import { placesIn } from '../ordering/order.js';
import { useVitrine } from './vitrine-plugin.js';
import { whenMounted } from './when-mounted.js';

/** A list as it is to be rendered. */
export interface RankedList<Item> {
  /** The shop's order at first, on the server and while hydrating; then the model's. */
  readonly items: ComputedRef<readonly Item[]>;
  /** Why an item stands where it stands; null before there is an answer, and for other items. */
  readonly explain: (itemId: string) => Explanation | null;
}

/**
 * Orders a list for its shopper: gives the shop's order at once, and the model's when it is there.
 *
 * The list is asked for when the ids of its items or the slot change; an answer for other items than those shown is
 * dropped. Items that are appended later are ordered behind those that were shown. Give each rendered item its id as key,
 * so that Vue moves its nodes. It ends with the component, or with the scope that it was called in.
 *
 * @param items in the shop's order: an array, a ref or a getter
 * @param request as for `rerank`: an object, a ref or a getter; what it holds is read when the list is asked for
 * @example const { items } = useRerank(() => props.products, { slot: 'category', id: (product) => product.sku });
 */
export function useRerank<Item>(
  items: MaybeRefOrGetter<readonly Item[]>,
  request: MaybeRefOrGetter<ListRequest<Item>> = {},
): RankedList<Item> {
  const vitrine = useVitrine();
  const list = createListOrder();
  const order = shallowRef(list.current());
  const ids = computed(() => idsOf(toValue(items), toValue(request).id));
  const stopListening = list.subscribe(() => {
    order.value = list.current();
  });
  if (getCurrentScope()) onScopeDispose(stopListening);
  whenMounted(() => {
    if (!vitrine) return;
    watch(
      () => JSON.stringify([toValue(request).slot, ids.value]),
      (_key, _before, onCleanup) => onCleanup(list.ask(vitrine, toValue(items), ids.value, toValue(request))),
      { immediate: true },
    );
  });
  return {
    items: computed(() => {
      const all = toValue(items);
      return placesIn(order.value, ids.value).map((place) => all[place]);
    }),
    explain: list.explain,
  };
}
