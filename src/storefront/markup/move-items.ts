import type { NotRerankedReason } from '../../index.js';
import type { ApplyMode } from './markup.js';
import { glide, isUnmoved, rectanglesOf, stopGliding } from './motion.js';
import { reorderNodes } from './reorder-nodes.js';
import { isInReadingOrder } from './safety/is-in-reading-order.js';
import type { SeenItems } from './seen-items.js';

/**
 * Moves items where the screen shows them as they stand, and looks whether it shows them in the order that was wanted then.
 * `unseen`: nothing in view may move with them. `always`: at once while nobody can have seen the list, else gliding.
 *
 * @param items as they stand
 * @param wanted the same in the new order
 * @returns why they stand where they stood; undefined where they were moved
 */
export function moveItems(
  list: Element,
  items: readonly HTMLElement[],
  wanted: readonly HTMLElement[],
  mode: ApplyMode,
  seen: SeenItems,
): NotRerankedReason | undefined {
  const isUnseen = mode === 'unseen';
  const isPainted = items.some((item) => seen.wasPainted(item));
  const watched = isUnseen ? items.filter((item) => seen.has(item)) : isPainted ? items : [];
  const before = rectanglesOf(watched);
  stopGliding(items);
  if (!isInReadingOrder(list, items)) return 'positioned';
  reorderNodes(items, wanted);
  const hasMoved = isUnseen && !isUnmoved(before, rectanglesOf(watched));
  if (!hasMoved && isInReadingOrder(list, wanted)) {
    if (!isUnseen) glide(watched, before);
    return undefined;
  }
  reorderNodes(wanted, items);
  return hasMoved ? 'in-view' : 'positioned';
}
