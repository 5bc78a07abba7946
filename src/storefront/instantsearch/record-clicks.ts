import type { InstantSearch } from 'instantsearch.js';
import type { Vitrine } from '../../index.js';
import type { Hit } from './hit-orders.js';

type InsightsEvent = Parameters<InstantSearch['sendEventToInsights']>[0];

/** Listens to what widgets tell of clicks. */
export interface Tap {
  /** Listens, also where somebody took its place. */
  insert(): void;
  remove(): void;
}

/**
 * Records clicks on hits, and what the shop tells as conversions (`addToCart`, `purchase`), from the events that widgets send
 * whether or not anybody listens. Whoever did listen hears them as before.
 *
 * @param itemIdOf the item that a hit is
 * @param onClick is called before a click is recorded
 */
export function recordClicks(
  vitrine: Pick<Vitrine, 'track'>,
  instance: InstantSearch,
  { listId, itemIdOf, onClick }: { listId: string; itemIdOf: (hit: Hit) => string; onClick: () => void },
): Tap {
  const record = ({ eventType, hits = [], payload }: InsightsEvent) => {
    const itemIds = hits.map(itemIdOf);
    const subtype = 'eventSubtype' in payload ? payload.eventSubtype : undefined;
    if (itemIds.length === 0) return;
    if (eventType === 'click') {
      onClick();
      for (const itemId of itemIds) vitrine.track({ type: 'select_item', itemId, listId }, 'instantsearch');
    } else if (eventType === 'conversion' && subtype === 'purchase') {
      vitrine.track({ type: 'purchase', itemIds }, 'instantsearch');
    } else if (eventType === 'conversion' && subtype === 'addToCart') {
      for (const itemId of itemIds) vitrine.track({ type: 'add_to_cart', itemId }, 'instantsearch');
    }
  };
  let passOn = instance.sendEventToInsights;
  const hear = (event: InsightsEvent) => {
    try {
      record(event);
    } catch {
      // An event of another kind, say: it is not ours to judge.
    }
    passOn(event);
  };
  return {
    insert() {
      // InstantSearch's own insights take the place of whoever is there, whenever they start.
      if (instance.sendEventToInsights === hear) return;
      passOn = instance.sendEventToInsights;
      instance.sendEventToInsights = hear;
    },
    remove() {
      if (instance.sendEventToInsights === hear) instance.sendEventToInsights = passOn;
    },
  };
}
