import type { NotRerankedReason, Ranking, Vitrine } from '../index.js';
import { isSortChosen } from './chosen-sort.js';
import type { FirstOrder, RuledList } from './first/order-new-items.js';
import { applyModeOf, describeElement, itemIdOf, itemsOf, pinnedAttribute, slotOf } from './markup.js';
import { glide, isUnmoved, rectanglesOf } from './motion.js';
import { movability } from './movable.js';
import { withoutReasons } from './order-only.js';
import { reorderNodes } from './reorder-nodes.js';
import type { SeenItems } from './seen-items.js';
import { stagesOf } from './stages.js';

/** Dispatched on a list, bubbling, whenever the list was ranked: its detail is the `Ranking` of the item elements. */
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

/** How many places of a long list are filled in one task: the browser lays out anew what has moved. */
const placesPerTask = 32;

/** How often one refresh asks again because the page changed while it waited. */
const maxAttempts = 3;

/**
 * Watches over one list.
 *
 * `unseen`: an item that is or was in view keeps its place; should one in view move all the same, because the items
 * are of different sizes, everything is put back. `always`: the whole list is ordered once a page view; items that
 * are added later are ordered among themselves.
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
  /** `always`: items that have had their turn in this page view. */
  let placed = new Set<HTMLElement>();
  /** Items that came together, by number: what "load more" adds is ranked among itself. */
  let batchOf = new WeakMap<HTMLElement, number>();
  let lastBatch = 0;
  /** The items as the shop ordered them. */
  let shopOrder = [...(first?.places.keys() ?? [])];
  /** Items that the head script has placed: they stay until the first answer has come. */
  let early = new Set(isSameOrder(shopOrder, itemsOf(element)) ? [] : shopOrder);
  let isFirst = true;
  let isRanked = false;
  let isAsking = false;
  let isStale = false;

  /** What comes is a list that nothing is known of. */
  const begin = () => {
    placed = new Set();
    shopOrder = [];
    early = new Set();
    batchOf = new WeakMap();
  };

  /** Asks once and applies; false when the page has changed meanwhile, so that the answer no longer fits. */
  const attempt = async (): Promise<boolean> => {
    const mode = applyModeOf(element);
    const items = itemsOf(element);
    seen.watch(items);
    if (isSortChosen(element)) {
      begin();
      return true;
    }
    for (const item of items) if (!batchOf.has(item)) batchOf.set(item, lastBatch);
    const wasMovable = movability();
    const isFixed = (item: HTMLElement) =>
      item.hasAttribute(pinnedAttribute) ||
      (mode === 'unseen' ? seen.has(item) : placed.has(item)) ||
      early.has(item) ||
      !wasMovable(item);
    const pinned = items.filter(isFixed);
    if (items.length - pinned.length < 2 && early.size === 0) return true;

    const [known, present] = [new Set(shopOrder), new Set(items)];
    shopOrder = [...shopOrder.filter((item) => present.has(item)), ...items.filter((item) => !known.has(item))];
    const placeOf = new Map(shopOrder.map((item, place) => [item, place]));
    // Later additions are asked for where they stand, behind what has been placed.
    const asked = mode === 'always' && placed.size === 0 && early.size === 0 ? shopOrder : items;
    const request = {
      slot: slotOf(element),
      id: itemIdOf,
      describe: describeElement,
      pinned: pinned.map(itemIdOf),
      rules: element.vitrineRules,
      batch: (item: HTMLElement) => batchOf.get(item),
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

    let shown = items;
    for (const next of stagesOf(items, ranking.items, placesPerTask)) {
      if (shown !== items) await nextTask();
      if (!element.isConnected) return true;
      if (isSortChosen(element) || !isSameOrder(shown, itemsOf(element))) return false;
      const moved = shown.filter((item, place) => next[place] !== item);
      const isMovable = movability();
      if (moved.some((item) => !isMovable(item))) return false;
      if (mode === 'always') {
        moveAll(shown, next, seen);
      } else {
        if (moved.some((item) => seen.has(item))) return false;
        if (!moveUnnoticed(shown, next, seen)) return true;
      }
      shown = next;
    }
    if (ranking.reranked || ranking.reason === 'no-history') {
      placed = new Set(items);
      lastBatch++;
    }
    isRanked = ranking.reranked;
    const detail = vitrine.expose === 'order' ? withoutReasons(ranking) : ranking;
    element.dispatchEvent(new CustomEvent<Ranking<HTMLElement>>(rerankEvent, { bubbles: true, detail }));
    return true;
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
      placed = new Set();
      early = new Set();
      batchOf = new WeakMap();
      return refresh();
    },
  };
}

/** Why an order is still open when it was asked for at once: the model may know more. */
const openReasons: readonly NotRerankedReason[] = ['no-scores', 'partly-known', 'deadline'];

function isUndecided(ranking: Ranking<HTMLElement>): boolean {
  return !ranking.reranked && openReasons.includes(ranking.reason);
}

/** Moves what is out of view; puts everything back, and says false, should anything in view move with it. */
function moveUnnoticed(items: HTMLElement[], wanted: HTMLElement[], seen: SeenItems): boolean {
  const inView = items.filter((item) => seen.has(item));
  const before = rectanglesOf(inView);
  reorderNodes(items, wanted);
  if (isUnmoved(before, rectanglesOf(inView))) return true;
  reorderNodes(wanted, items);
  return false;
}

/** Moves everything: at once while nobody can have seen the list, else gliding. */
function moveAll(items: HTMLElement[], wanted: HTMLElement[], seen: SeenItems): void {
  if (isSameOrder(items, wanted)) return;
  const isPainted = items.some((item) => seen.wasPainted(item));
  const before = isPainted ? rectanglesOf(items) : [];
  reorderNodes(items, wanted);
  if (isPainted) glide(items, before);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function isSameOrder(a: readonly HTMLElement[], b: readonly HTMLElement[]): boolean {
  return a.length === b.length && a.every((item, place) => item === b[place]);
}
