import type { GrantMemory } from './consent.js';
import type { RecordedEvent } from './event.js';
import type { EventClock } from './event-clock.js';
import { byTime, defaultCaps, type EventStore } from './event-store.js';
import type { Journal } from './journal.js';

/** Events that a page has accepted, or found in the journal, and that no database has taken yet. */
export interface HeldEvents {
  /** Shows them as a store: what the page knows where there is no database. It has no state, and takes nothing. */
  readonly store: EventStore;
  add(events: Iterable<RecordedEvent>): void;
  /** Returns all of them by time. */
  all(): RecordedEvent[];
  remove(ids: Iterable<string>): void;
  /** Returns what earlier pages left in the journal, but for what was erased since. */
  leftBehind(): RecordedEvent[];
}

/** Holds nothing yet. `now` is in ms since 1970. */
export function createHeldEvents(
  journal: Journal,
  grants: GrantMemory,
  clock: EventClock,
  now: () => number,
): HeldEvents {
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
    remove(ids) {
      for (const id of ids) events.delete(id);
    },
    leftBehind() {
      const erasedUpTo = grants.erasedUpTo();
      // A time that is still to come was noted by a clock that was ahead.
      const isErased = ({ time }: RecordedEvent) => time <= erasedUpTo && erasedUpTo <= clock.latest();
      return journal.entries().filter((event) => !events.has(event.id) && !isErased(event));
    },
  };
}
