import type { RecordedEvent } from '../event/event.js';
import { clockToleranceMs } from '../store/event-store.js';

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
   *
   * @param unwritten in their order
   */
  follow(newest: number, unwritten: readonly RecordedEvent[]): void;
}

/**
 * Creates the clock of a page's events.
 *
 * A clock that is set back a little does not turn the order around: the next event comes just after the last. One that had
 * leapt ahead and comes back does not date later events by the leap: they get their true times, and the store puts those
 * of the leap before them (`bringBack`).
 *
 * @param now the device's clock, ms since 1970
 */
export function createEventClock(now: () => number): EventClock {
  let last = Number.NEGATIVE_INFINITY;
  /** The last time before the clock leapt ahead; not a number where it did not. */
  let beforeLeap = Number.NaN;
  let sinceLeap = 0;
  const pass = (time: number) => {
    last = Math.max(last, time);
  };
  const comeBack = (present: number) => {
    sinceLeap++;
    if (present - last > clockToleranceMs && last > 0) [beforeLeap, sinceLeap] = [last, 0];
    if (last - present > clockToleranceMs && present > beforeLeap - clockToleranceMs) {
      [last, beforeLeap] = [beforeLeap + sinceLeap, Number.NaN];
    }
  };
  return {
    next(at) {
      const present = now();
      comeBack(present);
      const happened = typeof at === 'number' && at > 0 && at < present ? at : present;
      last = Math.max(happened, last + 1); // strictly later, so that a burst keeps its order
      return last;
    },
    latest: () => Math.max(now(), last),
    pass,
    follow(newest, unwritten) {
      let time = newest;
      // It may be this page that began while the clock was ahead.
      if (last - time > clockToleranceMs) [beforeLeap, sinceLeap] = [time, 0];
      for (const event of unwritten) {
        time = Math.max(event.time, time + 1);
        Object.assign(event, { time });
        sinceLeap++;
      }
      pass(time);
    },
  };
}
