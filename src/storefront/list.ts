import type { Ranking, Rule, Vitrine } from '../index.js';
import { isSortChosen } from './chosen-sort.js';
import { applyModeOf, describeElement, itemIdOf, itemsOf, pinnedAttribute, slotOf } from './markup.js';
import { glide, isUnmoved, rectanglesOf } from './motion.js';
import { movability } from './movable.js';
import { withoutReasons } from './order-only.js';
import { reorderNodes } from './reorder-nodes.js';
import type { SeenItems } from './seen-items.js';
import { stagesOf } from './stages.js';

/** Dispatched on a list, bubbling, whenever the list was ranked: its detail is the `Ranking` of the item elements. */
export const rerankEvent = 'vitrine:rerank';

/** A shop's own rules for a list, set by its script before the list is ranked. */
interface RuledElement extends HTMLElement {
  vitrineRules?: readonly Rule<HTMLElement>[];
}

/** One list of the page, kept in the model's order as far as its mode allows. */
export interface List {
  readonly element: HTMLElement;
  /** Orders what may be ordered: after the list was found, has changed, or the shopper became better known. */
  refresh(): Promise<void>;
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
 */
export function createList(
  element: HTMLElement,
  vitrine: Pick<Vitrine, 'rerank'> & Partial<Pick<Vitrine, 'expose'>>,
  seen: SeenItems,
): List {
  /** `always`: items that have had their turn in this page view. */
  let placed = new Set<HTMLElement>();
  /** Items that came together, by number: what "load more" adds is ranked among itself. */
  let batchOf = new WeakMap<HTMLElement, number>();
  let lastBatch = 0;
  /** `always`: the items as the shop ordered them. */
  let shopOrder: HTMLElement[] = [];
  let isAsking = false;
  let isStale = false;

  /** What comes is a list that nothing is known of. */
  const begin = () => {
    placed = new Set();
    shopOrder = [];
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
      !wasMovable(item);
    const pinned = items.filter(isFixed);
    if (items.length - pinned.length < 2) return true;

    const [known, present] = [new Set(shopOrder), new Set(items)];
    shopOrder = [...shopOrder.filter((item) => present.has(item)), ...items.filter((item) => !known.has(item))];
    // Later additions are asked for where they stand, behind what has been placed.
    const asked = mode === 'always' && placed.size === 0 ? shopOrder : items;
    const ranking = await vitrine.rerank(asked, {
      slot: slotOf(element),
      id: itemIdOf,
      describe: describeElement,
      pinned: pinned.map(itemIdOf),
      rules: (element as RuledElement).vitrineRules,
      batch: (item) => batchOf.get(item),
    });
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
    refresh,
    restart() {
      placed = new Set();
      batchOf = new WeakMap();
      return refresh();
    },
  };
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
