import type { VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../event/event.js';
import { toJson } from '../event/raw-json.js';

/**
 * How much a shopper's history may hold; the oldest events go first.
 *
 * `maxBytes` counts the events' JSON text in UTF-16 units, a stable stand-in for what a browser charges.
 */
export interface EventStoreCaps {
  readonly maxEvents: number;
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

/** What every store starts from. */
export interface EventStoreOptions {
  readonly caps?: EventStoreCaps;
  /** The clock that `maxAgeMs` is measured by, ms since 1970. */
  readonly now?: () => number;
  /** Hears of what is stored and cannot be read. */
  readonly onError?: (error: VitrineError) => void;
}

/** Ten thousand events, half a year, four megabytes. */
export const defaultCaps: EventStoreCaps = {
  maxEvents: 10_000,
  maxAgeMs: 180 * 24 * 60 * 60 * 1000,
  maxBytes: 4 * 1024 * 1024,
};

/** Returns whether an event is one of those that are erased up to a time: see `EventStore.clear`. Times in ms since 1970. */
export function isErased({ time }: RecordedEvent, upTo: number, now: number): boolean {
  return time <= upTo || time > Math.max(now, upTo) + clockToleranceMs;
}

/** How far the device's clock may be set, in ms, before events that it dated are taken for wrong: two hours. */
export const clockToleranceMs = 2 * 60 * 60 * 1000;

/**
 * Where a shopper's events live on the device, and the little state derived from them.
 *
 * One contract suite (test/contracts/event-store.ts) runs against every implementation.
 */
export interface EventStore {
  /** Whether what is stored outlives the page: true for IndexedDB, false for memory. */
  readonly isDurable: boolean;
  /**
   * Appends events; one whose id is already stored is ignored. Resolves when they are durable. Stored events that a clock
   * has dated beyond all of them and beyond now get times just before them.
   */
  append(events: readonly RecordedEvent[]): Promise<void>;
  /** The last `limit` events by time, oldest first, without reading the rest. None is older than `maxAgeMs`. */
  recent(limit: number): Promise<RecordedEvent[]>;
  /** How many events `recent` would give without a limit. */
  count(): Promise<number>;
  /** Reads a value that was derived from the events, such as how the clusters adapted. */
  getState<T>(key: string): Promise<T | undefined>;
  /** Writes such a value; it must survive a structured clone. Undefined removes it. */
  setState(key: string, value: unknown): Promise<void>;
  /**
   * Erases all state, and every event; or only the events up to and including the time `upTo`, and those that a wrong clock has
   * dated later than `clockToleranceMs` from now.
   */
  clear(upTo?: number): Promise<void>;
  /** Lets go of the storage; the store cannot be used afterwards. */
  close(): void;
}

/** What an event counts towards `maxBytes`. */
export function eventBytes(event: RecordedEvent): number {
  return toJson(event).length;
}

/** Events in the order they happened; ties keep the order of their ids. */
export function byTime(a: RecordedEvent, b: RecordedEvent): number {
  return a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
