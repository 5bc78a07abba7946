import { itemAttribute, variantAttribute } from './markup.js';

/**
 * What is remembered of a list's items, by element and by id: a page may give an element the id of another item, as a library does
 * that morphs a list into what the server sent.
 */
export interface ListMemory {
  /** The items as the shop ordered them. */
  readonly shopOrder: readonly HTMLElement[];
  /** `always`: items that have had their turn in this page view. */
  readonly placed: ReadonlySet<HTMLElement>;
  /** Takes the items in as they stand; says true where the page has put back the shop's order, so that all begins anew. */
  meet(items: readonly HTMLElement[]): boolean;
  /** Whether an item has another id since it was met. */
  hasChanged(items: readonly HTMLElement[]): boolean;
  /** Which items came together, by number: what "load more" adds is ranked among itself. */
  batchOf(item: HTMLElement): number;
  /** Remembers the order that a list is left in, and whether what is there has had its turn. */
  leave(items: readonly HTMLElement[], isSettled?: boolean): void;
  /** All of it is ordered once more; the shop's own order is known. */
  restart(): void;
  /** What comes is a list that nothing is known of. */
  begin(): void;
}

/** @param shopOrder what is known of it before */
export function createListMemory(shopOrder: HTMLElement[]): ListMemory {
  let placed = new Set<HTMLElement>();
  let batches = new WeakMap<HTMLElement, number>();
  let lastBatch = 0;
  let idOf = new Map(shopOrder.map((item) => [item, identityOf(item)]));
  /** Ids in the order that the list was left in. */
  let left: string[] = [];

  const begin = () => {
    placed = new Set();
    batches = new WeakMap();
    shopOrder = [];
    left = [];
  };
  const isPutBack = (ids: readonly string[]) => {
    const present = new Set(ids);
    const inShop = shopOrder.map((item) => idOf.get(item)!).filter((id) => present.has(id));
    const known = new Set(inShop);
    const now = `${ids.filter((id) => known.has(id))}`;
    return left.length > 0 && now === `${inShop}` && now !== `${left.filter((id) => known.has(id))}`;
  };
  const hasChanged = (items: readonly HTMLElement[]) =>
    items.some((item) => idOf.has(item) && idOf.get(item) !== identityOf(item));

  return {
    get shopOrder() {
      return shopOrder;
    },
    get placed() {
      return placed;
    },
    hasChanged,
    meet(items) {
      const ids = items.map(identityOf);
      const wasPutBack = isPutBack(ids);
      if (wasPutBack) begin();
      for (const item of items.filter((each) => hasChanged([each]))) {
        placed.delete(item);
        batches.delete(item);
        shopOrder = shopOrder.filter((other) => other !== item);
      }
      const [known, present] = [new Set(shopOrder), new Set(items)];
      shopOrder = [...shopOrder.filter((item) => present.has(item)), ...items.filter((item) => !known.has(item))];
      idOf = new Map(items.map((item, place) => [item, ids[place]]));
      for (const item of items) if (!batches.has(item)) batches.set(item, lastBatch);
      return wasPutBack;
    },
    batchOf: (item) => batches.get(item) ?? 0,
    leave(items, isSettled) {
      left = items.map(identityOf);
      if (!isSettled) return;
      placed = new Set(items);
      lastBatch++;
    },
    restart() {
      placed = new Set();
      batches = new WeakMap();
    },
    begin,
  };
}

/** What tells an item from every other one. */
function identityOf(item: HTMLElement): string {
  return `${item.getAttribute(itemAttribute)} ${item.getAttribute(variantAttribute)}`;
}
