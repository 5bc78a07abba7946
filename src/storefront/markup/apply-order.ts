import type { NotRerankedReason } from '../../index.js';
import { isSortChosen } from './chosen-sort.js';
import type { ListMemory } from './list-memory.js';
import { type ApplyMode, itemsOf } from './markup.js';
import { movability } from './movable.js';
import { moveItems } from './move-items.js';
import { reorderNodes } from './reorder-nodes.js';
import type { SeenItems } from './seen-items.js';
import { stagesOf } from './stages.js';

/** How many places of a long list are filled in one task: the browser lays out anew what has moved. */
const placesPerTask = 32;

/**
 * Gives a list an order, a long one in several tasks.
 *
 * @param items as they stand, [n]
 * @param wanted the same in the new order, [n]
 * @returns 'stale' where the page has changed meanwhile, so that the order no longer fits, 'gone' where the list is no longer on
 *   the page, and the reason where every node was put back; undefined where the list stands in the order that was wanted
 */
export async function applyOrder(
  list: Element,
  items: readonly HTMLElement[],
  wanted: readonly HTMLElement[],
  mode: ApplyMode,
  seen: SeenItems,
  memory: Pick<ListMemory, 'hasChanged'>,
): Promise<NotRerankedReason | 'stale' | 'gone' | undefined> {
  let shown = items;
  for (const next of stagesOf(items, wanted, placesPerTask)) {
    if (shown !== items) await nextTask();
    if (!list.isConnected) return 'gone';
    if (isSortChosen(list) || !isSameOrder(shown, itemsOf(list)) || memory.hasChanged(items)) return 'stale';
    const moved = shown.filter((item, place) => next[place] !== item);
    const isMovable = movability();
    if (moved.some((item) => !isMovable(item) || (mode === 'unseen' && seen.has(item)))) return 'stale';
    const failure = moved.length > 0 ? moveItems(list, shown, next, mode, seen) : undefined;
    if (failure) {
      reorderNodes(shown, items);
      return failure;
    }
    shown = next;
  }
  return undefined;
}

/** Whether two lists of items are the same. */
export function isSameOrder(a: readonly HTMLElement[], b: readonly HTMLElement[]): boolean {
  return a.length === b.length && a.every((item, place) => item === b[place]);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
