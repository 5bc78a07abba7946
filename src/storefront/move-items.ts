import type { NotRerankedReason } from '../index.js';
import type { ApplyMode } from './markup.js';
import { glide, isUnmoved, rectanglesOf, stopGliding } from './motion.js';
import { reorderNodes } from './reorder-nodes.js';
import { isInReadingOrder } from './safety/is-in-reading-order.js';
import type { SeenItems } from './seen-items.js';

/**
 * Moves items, and looks whether the screen shows them in the order that was wanted. `unseen`: nothing in view may move with
 * them. `always`: at once while nobody can have seen the list, else gliding.
 *
 * @param items as they stand
 * @param wanted the same in the new order
 * @returns why the page should be put back; undefined where it shows what was wanted
 */
export function moveItems(
  list: Element,
  items: readonly HTMLElement[],
  wanted: readonly HTMLElement[],
  mode: ApplyMode,
  seen: SeenItems,
): NotRerankedReason | undefined {
  const isUnseen = mode === 'unseen';
  const watched = isUnseen
    ? items.filter((item) => seen.has(item))
    : items.some((item) => seen.wasPainted(item))
      ? items
      : [];
  const before = rectanglesOf(watched);
  stopGliding(items);
  reorderNodes(items, wanted);
  if (isUnseen && !isUnmoved(before, rectanglesOf(watched))) return 'in-view';
  if (!isInReadingOrder(list, wanted)) return 'positioned';
  if (!isUnseen) glide(watched, before);
  return undefined;
}
