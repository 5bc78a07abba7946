import type { NotRerankedReason } from '../../../index.js';
import { hasRepeatedItem } from './has-repeated-item.js';
import { ownerOf } from './owner-of.js';

/**
 * Returns why none of a list's nodes may be moved, by what the page says before anything moves; undefined where they may.
 *
 * @param items in the page's order
 */
export function listRefusal(list: Element, items: readonly Element[]): NotRerankedReason | undefined {
  return ownerOf(list, items) ?? (hasRepeatedItem(items) ? 'repeated-item' : undefined);
}
