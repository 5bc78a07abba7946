import type { ShopEvent } from '../../../index.js';
import { maxItems } from '../../host/host-values.js';

/** An item that was seen. */
export interface SeenItem {
  readonly itemId: string;
  readonly listId: string | undefined;
  /** Where it stood in its list, from 0. */
  readonly place: number;
}

/**
 * Gathers seen items into `view_item_list` events: one for each list, of at most `maxItems` items.
 *
 * @param seenMs how long each was in view at least
 * @example
 * toListEvents([{ itemId: 'a', listId: 'home', place: 3 }], 1000)
 * // [{ type: 'view_item_list', itemIds: ['a'], places: [3], seenMs: 1000, listId: 'home' }]
 */
export function toListEvents(items: readonly SeenItem[], seenMs: number): ShopEvent[] {
  const lists = new Map<string | undefined, SeenItem[]>();
  for (const item of items) lists.set(item.listId, [...(lists.get(item.listId) ?? []), item]);
  const events: ShopEvent[] = [];
  for (const [listId, seen] of lists) {
    for (let start = 0; start < seen.length; start += maxItems) {
      const batch = seen.slice(start, start + maxItems);
      events.push({
        type: 'view_item_list',
        itemIds: batch.map(({ itemId }) => itemId),
        places: batch.map(({ place }) => place),
        seenMs,
        ...(listId === undefined ? {} : { listId }),
      });
    }
  }
  return events;
}
