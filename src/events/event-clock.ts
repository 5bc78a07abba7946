import type { RecordedEvent } from './event.js';
import type { EventStore } from './event-store.js';

/** Gives events their times, so that they stand in the order in which they happened, whatever is done to the device's clock. */
export interface EventClock {
  /** When an event happens that happens now, or happened at `at`: later than every one before. Ms since 1970. */
  next(at?: number): number;
  /** No event so far is later. */
  latest(): number;
  /** Another tab, or an earlier page, has come so far. */
  pass(time: number): void;
  /**
   * Passes the newest event that is stored, and puts those that are about to be stored behind it, in place, so that whoever
   * has heard of them sees it, too: the clock may have been set back since.
   */
  follow(store: EventStore, unwritten: Iterable<RecordedEvent>): Promise<void>;
}

/** @param now the device's clock, ms since 1970 */
export function createEventClock(now: () => number): EventClock {
  let last = Number.NEGATIVE_INFINITY;
  const pass = (time: number) => {
    last = Math.max(last, time);
  };
  return {
    next(at) {
      const present = now();
      const happened = typeof at === 'number' && at > 0 && at < present ? at : present;
      last = Math.max(happened, last + 1); // strictly later, so that a burst keeps its order
      return last;
    },
    latest: () => Math.max(now(), last),
    pass,
    async follow(store, unwritten) {
      const [newest] = await store.recent(1);
      if (!newest) return;
      let { time } = newest;
      for (const event of unwritten) {
        time = Math.max(event.time, time + 1);
        Object.assign(event, { time });
      }
      pass(time);
    },
  };
}
