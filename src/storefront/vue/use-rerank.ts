import {
  type ComputedRef,
  computed,
  getCurrentInstance,
  getCurrentScope,
  type MaybeRefOrGetter,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
} from 'vue';
import type { Explanation } from '../../index.js';
import { idsOf } from '../ordering/ids-of.js';
import { createListOrder } from '../ordering/list-order.js';
import { placesIn } from '../ordering/order.js';
import type { ListRequest } from '../ordering/question.js';
import { useVitrine } from './vitrine-plugin.js';
import { whenMounted } from './when-mounted.js';

/** A list as it is to be rendered. */
export interface RankedList<Item> {
  /** In the shopper's order, as far as the device knows it; in the shop's on the server and while hydrating. */
  readonly items: ComputedRef<readonly Item[]>;
  /** Why an item stands where it stands; null before there is an answer, and for other items. */
  readonly explain: (itemId: string) => Explanation | null;
}

/**
 * Orders a list for its shopper, from its first render in the browser on, by what the device knows at once. Where it knows
 * nothing yet, the list is rendered in the shop's order, and once more when the model's is there and differs.
 *
 * A list that a server rendered is hydrated in the shop's order, and changes once it is mounted, before the paint.
 *
 * The list is asked for when the ids of its items, the slot or `sorted` change; an answer for other items than those shown
 * is dropped. Items that are appended later are ordered behind those that were shown. Give each rendered item its id as
 * key, so that Vue moves its nodes. It ends with the component, or with the scope that it was called in.
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
  const nChanges = shallowRef(0);
  const ids = computed(() => idsOf(toValue(items), toValue(request).id));
  const stopListening = list.subscribe(() => nChanges.value++);
  if (getCurrentScope()) onScopeDispose(stopListening);
  if (vitrine && !isHydrating()) list.look(vitrine, toValue(items), ids.value, toValue(request));
  whenMounted(() => {
    if (!vitrine) return;
    watch(
      () => {
        const { slot, sorted } = toValue(request);
        return JSON.stringify([slot, sorted, ids.value]);
      },
      (_key, _before, onCleanup) => onCleanup(list.ask(vitrine, toValue(items), ids.value, toValue(request))),
      { immediate: true },
    );
  });
  return {
    items: computed(() => {
      const all = toValue(items);
      return nChanges.value >= 0 ? placesIn(list.current(), ids.value).map((place) => all[place]) : all;
    }),
    explain: list.explain,
  };
}

/** Whether the first render must give what the server gave: it is on the server, or hydrates what came from there. */
function isHydrating(): boolean {
  return typeof document === 'undefined' || Boolean(getCurrentInstance()?.vnode?.el);
}
