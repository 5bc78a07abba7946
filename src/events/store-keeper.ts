import type { VitrineError } from '../errors.js';
import type { EventStore } from './event-store.js';
import { createMemoryEventStore } from './memory-store.js';
import { toStorageError } from './storage-error.js';

/** How long after a failure the durable store is looked for first, in ms; then twice as long each time. */
const firstRetryMs = 1000;

/** Longest time between two looks, in ms. */
const maxRetryMs = 60_000;

/**
 * Which store takes events now.
 *
 *     closed ── open ──> durable ── degrade ──> memory ── restore ──> durable
 *          └── open, where it fails ───────────^   └── looks for the durable store, later and later
 */
export interface StoreKeeper {
  /** The store of now, opened where none is. Where the durable one does not open, it is memory. */
  open(): Promise<EventStore>;
  /** The store of now; undefined while closed. */
  current(): EventStore | undefined;
  /** Goes over to memory, tells why, and looks for the durable store again. Returns the store of now. */
  degrade(error: unknown): EventStore;
  /** Leaves memory for the durable store that was found and has taken in what memory held. */
  restore(durable: EventStore): void;
  close(): void;
}

/** What the keeper works with. */
export interface StoreKeeperOptions {
  /** Opens the durable store. */
  readonly openDurable: () => Promise<EventStore>;
  /** Hears that the durable store opened again while events went to memory. It calls `restore`, or `degrade` once more. */
  readonly onFound: (durable: EventStore) => void;
  readonly onError: (error: VitrineError) => void;
  readonly now: () => number;
}

/** Prepares a shopper's storage on this page; nothing is opened yet. */
export function createStoreKeeper({ openDurable, onFound, onError, now }: StoreKeeperOptions): StoreKeeper {
  let store: EventStore | undefined;
  let retryMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const degrade = (error: unknown): EventStore => {
    onError(toStorageError(error, 'events last as long as the page, until storage works again'));
    if (store?.isDurable !== false) {
      store?.close();
      store = createMemoryEventStore({ now });
    }
    clearTimeout(timer);
    timer = setTimeout(() => void openDurable().then(onFound, degradeUnlessClosed), retryMs);
    retryMs = Math.min(2 * retryMs, maxRetryMs);
    return store;
  };
  const degradeUnlessClosed = (error: unknown) => {
    if (store) degrade(error);
  };

  return {
    async open() {
      if (store) return store;
      try {
        store = await openDurable();
        return store;
      } catch (error) {
        return degrade(error);
      }
    },
    current: () => store,
    degrade,
    restore(durable) {
      store = durable;
      retryMs = firstRetryMs;
    },
    close() {
      clearTimeout(timer);
      store?.close();
      store = undefined;
      retryMs = firstRetryMs;
    },
  };
}
