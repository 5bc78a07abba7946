import type { VitrineError } from '../errors.js';
import type { EventStore } from './event-store.js';
import { toStorageError } from './storage-error.js';

/** How long after a failure the store is looked for first, in ms; then twice as long each time. */
const firstRetryMs = 1000;

/** Longest time between two looks, in ms. */
const maxRetryMs = 60_000;

/**
 * The durable store, as far as there is one.
 *
 *     closed ── open ──> open ── degrade ──> looks for it, later and later ── finds it ──> open
 *          └── open, where it fails ────────^
 */
export interface StoreKeeper {
  /** Returns the store, opened where it is closed; undefined where it fails, and while it is looked for. */
  open(): Promise<EventStore | undefined>;
  /** Returns the store if it is open. */
  current(): EventStore | undefined;
  /** Lets the store go, tells why, and looks for it again. */
  degrade(error: unknown): void;
  close(): void;
}

/** What the keeper works with. */
export interface StoreKeeperOptions {
  readonly openDurable: () => Promise<EventStore>;
  /** Hears that the store was found again. Returns whether it works: then the next look is soon again. */
  readonly onFound: () => Promise<boolean>;
  readonly onError: (error: VitrineError) => void;
}

/** Prepares a shopper's storage on this page; nothing is opened yet. */
export function createStoreKeeper({ openDurable, onFound, onError }: StoreKeeperOptions): StoreKeeper {
  let store: EventStore | undefined;
  let retryMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async () => {
    const own = timer;
    try {
      const found = await openDurable();
      if (timer !== own) return found.close();
      timer = undefined;
      store = found;
      if (await onFound()) retryMs = firstRetryMs;
    } catch (error) {
      if (timer === own) degrade(error);
    }
  };
  const degrade = (error: unknown) => {
    onError(toStorageError(error, 'events last as long as the page, until storage works again'));
    store?.close();
    store = undefined;
    clearTimeout(timer);
    timer = setTimeout(look, retryMs);
    retryMs = Math.min(2 * retryMs, maxRetryMs);
  };

  return {
    async open() {
      if (!store && !timer) {
        try {
          store = await openDurable();
        } catch (error) {
          degrade(error);
        }
      }
      return store;
    },
    current: () => store,
    degrade,
    close() {
      clearTimeout(timer);
      timer = undefined;
      store?.close();
      store = undefined;
      retryMs = firstRetryMs;
    },
  };
}
