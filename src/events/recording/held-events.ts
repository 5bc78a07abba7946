import type { RecordedEvent } from '../event/event.js';
import { byTime, defaultCaps, type EventStore } from '../store/event-store.js';

/** Events that a page has accepted, or found in the journal, and that no database has taken yet. */
export interface HeldEvents {
  /** Shows them as a store: what the page knows where there is no database. It has no state, and takes nothing. */
  readonly store: EventStore;
  has(id: string): boolean;
  add(events: Iterable<RecordedEvent>): void;
  /** Returns all of them by time. */
  all(): RecordedEvent[];
  remove(ids: Iterable<string>): void;
}

/** Holds nothing yet. `now` is in ms since 1970. */
export function createHeldEvents(now: () => number): HeldEvents {
  const events = new Map<string, RecordedEvent>();
  const all = () => [...events.values()].sort(byTime);
  const current = () => all().filter(({ time }) => time >= now() - defaultCaps.maxAgeMs);
  const nothing = async () => undefined;
  return {
    store: {
      isDurable: false,
      recent: async (limit) => (limit > 0 ? current().slice(-limit) : []),
      count: async () => current().length,
      append: nothing,
      getState: nothing,
      setState: nothing,
      clear: nothing,
      close() {},
    },
    add(added) {
      for (const event of added) events.set(event.id, event);
    },
    all,
    has: (id) => events.has(id),
    remove(ids) {
      for (const id of ids) events.delete(id);
    },
  };
}
