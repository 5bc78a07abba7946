import type { RecordedEvent } from '../../events/event/event.js';

/**
 * When the shopper last bought each item, ms since 1970, from the device's own events in any order.
 *
 * @example lastPurchases([{ type: 'purchase', itemIds: ['mug'], id: '1', time: 5 }]).get('mug') // 5
 */
export function lastPurchases(events: Iterable<RecordedEvent>): Map<string, number> {
  const bought = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'purchase') continue;
    for (const itemId of event.itemIds) bought.set(itemId, Math.max(event.time, bought.get(itemId) ?? event.time));
  }
  return bought;
}
