import type { RecordedEvent } from '../../events/event/event.js';
import { byTime } from '../../events/store/event-store.js';

/** A shopper's recent events in the worker's memory. */
export interface History {
  /** Takes events in; one that was met before is ignored. */
  add(events: readonly RecordedEvent[]): void;
  /** The last `limit` events by time, oldest first. */
  events(): readonly RecordedEvent[];
  /** All events of the shopper, those that are no longer held included. */
  count(): number;
  /** Goes up with every change. */
  version(): number;
  clear(): void;
}

/**
 * Creates a history that holds the last `limit` events.
 *
 * @param olderCount events that the store holds beyond those that will be added from it
 */
export function createHistory(limit: number, olderCount = 0): History {
  let held: RecordedEvent[] = [];
  let older = olderCount;
  let version = 0;
  // Ids of events that were let go stay, so that a replay of them is still harmless.
  const ids = new Set<string>();
  return {
    add(events) {
      const before = ids.size;
      for (const event of events) {
        if (ids.has(event.id)) continue;
        ids.add(event.id);
        held.push(event);
      }
      if (ids.size === before) return;
      held = [...held].sort(byTime).slice(-limit);
      version++;
    },
    events: () => held,
    count: () => older + ids.size,
    version: () => version,
    clear() {
      version++;
      held = [];
      older = 0;
      ids.clear();
    },
  };
}
