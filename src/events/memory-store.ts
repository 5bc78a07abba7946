import type { RecordedEvent } from './event.js';
import { byTime, defaultCaps, type EventStore, type EventStoreOptions, eventBytes } from './event-store.js';
import { toJson } from './raw-json.js';

/**
 * Creates an event store that lives as long as the page: where IndexedDB is refused, and before consent.
 *
 * It keeps the same caps as the durable store and hands out copies of the events, as a database would.
 *
 * @example await createMemoryEventStore().recent(50) // []
 */
export function createMemoryEventStore({ caps = defaultCaps, now = Date.now }: EventStoreOptions = {}): EventStore {
  let events: RecordedEvent[] = [];
  const ids = new Set<string>();
  const state = new Map<string, unknown>();
  let bytes = 0;

  const isOverCaps = (oldest: RecordedEvent | undefined) =>
    oldest !== undefined &&
    (events.length > caps.maxEvents || bytes > caps.maxBytes || oldest.time < now() - caps.maxAgeMs);

  const remove = (isRemoved: (event: RecordedEvent) => boolean) => {
    events = events.filter((event) => {
      if (!isRemoved(event)) return true;
      ids.delete(event.id);
      bytes -= eventBytes(event);
      return false;
    });
  };

  return {
    isDurable: false,
    async append(added) {
      for (const event of added) {
        if (ids.has(event.id)) continue;
        ids.add(event.id);
        events.push(copy(event));
        bytes += eventBytes(event);
      }
      events.sort(byTime);
      while (isOverCaps(events[0])) {
        const oldest = events.shift()!;
        ids.delete(oldest.id);
        bytes -= eventBytes(oldest);
      }
    },
    recent: async (limit) => (limit > 0 ? events.slice(-limit).map(copy) : []),
    count: async () => events.length,
    getState: async <T>(key: string) => state.get(key) as T | undefined,
    async setState(key, value) {
      if (value === undefined) state.delete(key);
      else state.set(key, value);
    },
    async clear(upTo = Number.POSITIVE_INFINITY) {
      remove((event) => event.time <= upTo);
      state.clear();
    },
    close() {},
  };
}

/** Events are plain JSON; `structuredClone` is younger than the oldest browser that is served. */
function copy(event: RecordedEvent): RecordedEvent {
  return JSON.parse(toJson(event)) as RecordedEvent;
}
