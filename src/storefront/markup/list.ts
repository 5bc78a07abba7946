import type { NotRerankedReason, Ranking, Vitrine } from '../../index.js';
import { nativeValue } from '../../native-value.js';
import type { FirstOrder, RuledList } from '../first/order-new-items.js';
import { withoutReasons } from '../host/order-only.js';
import { applyOrder, isSameOrder } from './apply-order.js';
import { isSortChosen } from './chosen-sort.js';
import { createListMemory } from './list-memory.js';
import { applyModeOf, describeElement, itemIdOf, itemsOf, pinnedAttribute, slotOf } from './markup.js';
import { stopGliding } from './motion.js';
import { movability } from './movable.js';
import { reorderNodes } from './reorder-nodes.js';
import { groupItems } from './safety/group-items.js';
import { isInReadingOrder } from './safety/is-in-reading-order.js';
import { listRefusal } from './safety/list-refusal.js';
import { warnOnce } from './safety/warn-once.js';
import type { SeenItems } from './seen-items.js';

/**
 * Dispatched on a list, bubbling and out of shadow trees, whenever the list was ranked or left as it is: its detail is the
 * `Ranking` of the item elements.
 */
export const rerankEvent = 'vitrine:rerank';

/** One list of the page, kept in the model's order as far as its mode allows. */
export interface List {
  readonly element: HTMLElement;
  /** Orders what may be ordered: after the list was found, has changed, or the shopper became better known. */
  refresh(): Promise<void>;
  /** Whether it stands in the shopper's own order. */
  readonly isRanked: boolean;
  /** A new page view begins, or everything was forgotten: the whole list may be ordered once more. */
  restart(): Promise<void>;
}

/** How often one refresh asks again because the page changed while it waited. */
const maxAttempts = 3;

/** How often a list is ordered once more in a page view after the page has put the shop's order back: it may do so each time. */
const maxPutBack = 5;

/**
 * Watches over one list.
 *
 * `unseen`: an item that is or was in view keeps its place; should one in view move all the same, because the items
 * are of different sizes, everything is put back. `always`: the whole list is ordered once a page view; items that
 * are added later are ordered among themselves.
 *
 * Nothing moves in a list whose nodes belong together otherwise (`safety/`), and all of it is put back where the screen does
 * not show the order that was wanted. `vitrine:rerank` tells the reason then.
 *
 * The first order is asked for by `rerankNow`, so that a list that nobody has seen yet is painted in it.
 *
 * @param first what the head script did to the list: it stands so, and is told of once
 */
export function createList(
  element: RuledList,
  vitrine: Pick<Vitrine, 'rerank'> & Partial<Pick<Vitrine, 'rerankNow' | 'expose'>>,
  seen: SeenItems,
  first?: FirstOrder,
): List {
  const memory = createListMemory([...(first?.places.keys() ?? [])]);
  /** Items that the head script has placed: they stay until the first answer has come. */
  let early = new Set(isSameOrder(memory.shopOrder, itemsOf(element)) ? [] : memory.shopOrder);
  let isFirst = true;
  let isRanked = false;
  let isAsking = false;
  let isStale = false;
  /** Why the list was last left as it is. */
  let told: NotRerankedReason | undefined;
  /** Items that the screen did not show as they stand. */
  let unshown: readonly HTMLElement[] = [];
  /** How often the page has put back the shop's order. */
  let nPutBack = 0;

  const tell = (ranking: Ranking<HTMLElement>) => {
    element.vitrineReason = ranking.reranked ? undefined : ranking.reason;
    const detail = vitrine.expose === 'order' ? withoutReasons(ranking) : ranking;
    element.dispatchEvent(new CustomEvent(rerankEvent, { bubbles: true, composed: true, detail }));
  };
  /** Leaves the list as it is, and tells why, once; one that stands in the shopper's order needs no reason. */
  const keep = (reason: NotRerankedReason): true => {
    if (isRanked || told === reason || (reason === 'too-few-items' && memory.placed.size > 0)) return true;
    told = reason;
    warnOnce(slotOf(element), reason);
    tell({ items: itemsOf(element), reranked: false, reason, explain: () => null });
    return true;
  };
  /** The list stands as the shop had it: tells why. */
  const leaveAsIs = (items: readonly HTMLElement[], reason: NotRerankedReason): true => {
    memory.leave(items);
    if (reason === 'positioned') unshown = items;
    isRanked = false;
    return keep(reason);
  };
  const putBack = (from: readonly HTMLElement[], to: readonly HTMLElement[]): true => {
    reorderNodes(from, to);
    return leaveAsIs(to, 'positioned');
  };

  /** Asks once and applies; false when the page has changed meanwhile, so that the answer no longer fits. */
  const attempt = async (): Promise<boolean> => {
    const mode = applyModeOf(element);
    const items = itemsOf(element);
    seen.watch(items);
    if (isSortChosen(element)) {
      memory.begin();
      early = new Set();
      return keep('sorted');
    }
    if (memory.meet(items)) {
      nPutBack++;
      isFirst = true;
      isRanked = false;
    }
    if (nPutBack > maxPutBack) return keep('overruled');
    const refusal = listRefusal(element, items);
    if (refusal) return keep(refusal);
    if (isSameOrder(unshown, items)) return true;
    const { shopOrder, placed } = memory;
    if (early.size > 0 && !isInReadingOrder(element, items)) {
      early = new Set();
      return putBack(items, shopOrder);
    }
    const { groupOf, bound } = groupItems(element, items);
    const wasMovable = movability();
    const isSeen = (item: HTMLElement) => mode === 'unseen' && seen.has(item);
    const isFixed = (item: HTMLElement) =>
      item.hasAttribute(pinnedAttribute) ||
      (mode === 'unseen' ? isSeen(item) : placed.has(item)) ||
      early.has(item) ||
      !wasMovable(item);
    const free = items.filter((item) => !isFixed(item));
    const isBound = (item: HTMLElement) => bound.has(item);
    if (
      !hasPair(
        free.filter((item) => !isBound(item)),
        groupOf,
      ) &&
      early.size === 0
    ) {
      if (free.length > 1) return keep('between-items');
      return keep(items.length > 1 && items.some(isSeen) ? 'all-seen' : 'too-few-items');
    }

    const placeOf = new Map(shopOrder.map((item, place) => [item, place]));
    // Later additions are asked for where they stand, behind what has been placed.
    const asked = mode === 'always' && placed.size === 0 && early.size === 0 ? shopOrder : items;
    const pinned = items.filter((item) => isFixed(item) || isBound(item));
    const request = {
      slot: slotOf(element),
      id: itemIdOf,
      describe: describeElement,
      pinned: pinned.map(itemIdOf),
      rules: element.vitrineRules,
      batch: (item: HTMLElement) => `${memory.batchOf(item)} ${groupOf.get(item)}`,
      place: (item: HTMLElement) => placeOf.get(item) ?? 0,
    };
    let ranking = isFirst ? vitrine.rerankNow?.(asked, request) : undefined;
    isFirst = false;
    if (!ranking || isUndecided(ranking)) {
      if (early.size > 0) {
        early = new Set();
        return attempt();
      }
      ranking = await vitrine.rerank(asked, request);
    }
    early = new Set();
    // What a rule dropped goes last: nodes are the shop's to remove.
    if (ranking.items.length < asked.length) {
      const kept = new Set(ranking.items);
      ranking.items.push(...asked.filter((item) => !kept.has(item)));
    }
    const wanted = ranking.items;
    const isBetween = (item: HTMLElement, i: number) =>
      item !== wanted[i] && (isBound(item) || groupOf.get(item) !== groupOf.get(wanted[i]));
    // A rule of the shop's knows nothing of what stands between items.
    if (items.some(isBetween)) return keep('between-items');

    const failure = await applyOrder(element, items, wanted, mode, seen, memory);
    if (failure === 'gone') return true;
    if (failure === 'stale') return false;
    if (failure) return leaveAsIs(items, failure);
    memory.leave(wanted, ranking.reranked || ranking.reason === 'no-history');
    isRanked = ranking.reranked;
    told = undefined;
    tell(ranking);
    if (!isSameOrder(wanted, shopOrder)) checkOnLoad(wanted, shopOrder);
    return true;
  };

  /** What lays the page out may come later: a style sheet, a script. */
  const checkOnLoad = (shown: readonly HTMLElement[], shopOrder: readonly HTMLElement[]) => {
    if (nativeValue(document, 'readyState') === 'complete') return;
    const check = () => {
      stopGliding(shown);
      const isAsLeft = element.isConnected && isSameOrder(shown, itemsOf(element)) && !listRefusal(element, shown);
      // A script that has given each item a position did so in this order: nothing is mixed up.
      if (!isAsLeft || getComputedStyle(shown[0]).position === 'absolute' || isInReadingOrder(element, shown)) return;
      putBack(shown, shopOrder);
    };
    addEventListener('load', check, { once: true });
  };

  const refresh = async () => {
    isStale = true;
    if (isAsking) return;
    isAsking = true;
    try {
      for (let attempts = 0; isStale && attempts < maxAttempts; attempts++) {
        isStale = false;
        if (!(await attempt())) isStale = true;
      }
      if (isStale && memory.meet(itemsOf(element))) {
        isRanked = false;
        keep('overruled');
      }
    } catch {
      // The page keeps the order that it has: a global that another script has replaced, say.
    } finally {
      isAsking = false;
    }
  };

  return {
    element,
    get isRanked() {
      return isRanked;
    },
    refresh,
    restart() {
      memory.restart();
      nPutBack = 0;
      early = new Set();
      return refresh();
    },
  };
}

/** Why an order is still open when it was asked for at once: the model may know more. */
const openReasons: readonly NotRerankedReason[] = ['no-scores', 'partly-known', 'deadline'];

function isUndecided(ranking: Ranking<HTMLElement>): boolean {
  return !ranking.reranked && openReasons.includes(ranking.reason);
}

/** Whether two of some items may change places with each other. */
function hasPair(items: readonly HTMLElement[], groupOf: ReadonlyMap<Element, number>): boolean {
  return new Set(items.map((item) => groupOf.get(item))).size < items.length;
}
