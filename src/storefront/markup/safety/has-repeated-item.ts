import { itemAttribute } from '../markup.js';

/** Tells whether two items of a list have the same id. Two variants of one item have ids of their own. */
export function hasRepeatedItem(items: readonly Element[]): boolean {
  return new Set(items.map((item) => item.getAttribute(itemAttribute)?.trim())).size < items.length;
}
