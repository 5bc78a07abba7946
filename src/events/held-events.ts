import type { RecordedEvent } from './event.js';
import { byTime, defaultCaps, type EventStore } from './event-store.js';

/**
 * Shows events that no database has taken yet as a store: what the page knows where there is no database, or no consent.
 * It has no state, and nothing can be written to it.
 *
 * @param events by id, as they are now
 * @param now ms since 1970
 */
export function showHeldEvents(events: ReadonlyMap<string, RecordedEvent>, now: () => number): EventStore {
  const current = () => [...events.values()].filter(({ time }) => time >= now() - defaultCaps.maxAgeMs).sort(byTime);
  const nothing = async () => undefined;
  return {
    isDurable: false,
    recent: async (limit) => (limit > 0 ? current().slice(-limit) : []),
    count: async () => current().length,
    append: nothing,
    getState: nothing,
    setState: nothing,
    clear: nothing,
    close() {},
  };
}
