import type { VitrineError } from '../../errors.js';
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
  /** Opens the store, where it is neither open nor looked for. Where that fails, it is looked for. */
  open(): Promise<void>;
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
  let opening: Promise<void> | undefined;
  let retryMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Changes whenever what was begun before counts no longer. */
  let turn = 0;

  const letGo = () => {
    turn++;
    clearTimeout(timer);
    timer = undefined;
    opening = undefined;
    store?.close();
    store = undefined;
  };
  const look = async () => {
    const begun = turn;
    try {
      const found = await openDurable();
      if (begun !== turn) return found.close();
      store = found;
    } catch (error) {
      if (begun === turn) degrade(error);
    }
  };
  const lookAgain = async () => {
    await look();
    if (!store) return;
    timer = undefined;
    if (await onFound()) retryMs = firstRetryMs;
  };
  const degrade = (error: unknown) => {
    onError(toStorageError(error, 'events last as long as the page, until storage works again'));
    letGo();
    timer = setTimeout(lookAgain, retryMs);
    retryMs = Math.min(2 * retryMs, maxRetryMs);
  };

  return {
    async open() {
      if (store || timer) return;
      opening ??= look();
      await opening;
      opening = undefined;
    },
    current: () => store,
    degrade,
    close() {
      letGo();
      retryMs = firstRetryMs;
    },
  };
}
