import type { RecordedEvent } from '../event/event.js';
import { toJson } from '../event/raw-json.js';
import {
  byTime,
  clockToleranceMs,
  defaultCaps,
  type EventStore,
  type EventStoreOptions,
  eventBytes,
  isErased,
} from './event-store.js';

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

  const current = () => events.filter(({ time }) => time >= now() - caps.maxAgeMs);

  /** Puts events that a clock has dated beyond those that are added just behind the last that it has not. */
  const bringBack = (added: readonly RecordedEvent[]) => {
    const limit = added.reduce((latest, { time }) => Math.max(latest, time), now()) + clockToleranceMs;
    const nBefore = events.filter(({ time }) => time <= limit).length;
    for (let i = nBefore || events.length; i < events.length; i++) {
      Object.assign(events[i]!, { time: events[i - 1]!.time + 1 });
    }
  };

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
      bringBack(added);
      for (const event of added) {
        if (ids.has(event.id)) continue;
        ids.add(event.id);
        events.push(copy(event));
        bytes += eventBytes(event);
      }
      events.sort(byTime);
      while (events.length > caps.maxEvents || bytes > caps.maxBytes) {
        const oldest = events.shift()!;
        ids.delete(oldest.id);
        bytes -= eventBytes(oldest);
      }
    },
    recent: async (limit) => (limit > 0 ? current().slice(-limit).map(copy) : []),
    count: async () => current().length,
    getState: async <T>(key: string) => state.get(key) as T | undefined,
    async setState(key, value) {
      if (value === undefined) state.delete(key);
      else state.set(key, value);
    },
    async clear(upTo = Number.POSITIVE_INFINITY) {
      remove((event) => isErased(event, upTo, now()));
      state.clear();
    },
    close() {},
  };
}

/** Events are plain JSON; `structuredClone` is younger than the oldest browser that is served. */
function copy(event: RecordedEvent): RecordedEvent {
  return JSON.parse(toJson(event)) as RecordedEvent;
}
