import { toVitrineError, type VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../event/event.js';
import { clockToleranceMs, type EventStore } from '../store/event-store.js';
import type { IndexedDbStoreOptions } from '../store/indexeddb-store.js';
import { type Journal, maxJournalEntries, maxJournalLength } from '../store/journal.js';
import { readJournalEntries } from '../store/journal-entries.js';
import { createStoreKeeper } from '../store/store-keeper.js';
import { withTabLock } from '../tabs/tab-lock.js';
import type { GrantMemory } from './consent.js';
import type { Erasure } from './erasure.js';
import type { ErasureDebt } from './erasure-debt.js';
import type { EventClock } from './event-clock.js';
import type { HeldEvents } from './held-events.js';

/** Brings the events that a page holds into its database. Nothing here rejects but `erase`: failures are reported. */
export interface DurableWriter {
  /** Opens the store, if it is not yet, and brings it up to date. Undefined where it does not open: then it is looked for. */
  open(): Promise<EventStore | undefined>;
  /** Writes what is held. Where that fails, it is written as soon as storage works again. */
  write(): Promise<void>;
  /** @throws VitrineError `STORAGE_FAILED` */
  erase(erasure: Erasure): Promise<void>;
  close(): void;
}

/** The parts of the shopper's browser that the writer uses; `Device` has them. */
export interface StorageDevice {
  readonly storage: Storage | null;
  readonly locks: LockManager | null;
  /** @throws VitrineError `STORAGE_FAILED` */
  deleteStore(namespace: string): Promise<void>;
}

/** Opens the database. @throws VitrineError `STORAGE_UNAVAILABLE` */
export type OpenStore = (options: IndexedDbStoreOptions) => Promise<EventStore>;

/** What the writer of the page has, and shares. */
export interface DurableWriterParts {
  readonly namespace: string;
  readonly device: StorageDevice;
  readonly openStore: OpenStore;
  readonly held: HeldEvents;
  readonly journal: Journal;
  readonly grants: GrantMemory;
  readonly debt: ErasureDebt;
  readonly clock: EventClock;
  readonly now: () => number;
  /** Checks what was recorded before, as `parseRecordedEvent` does. */
  readonly parse: (record: unknown) => RecordedEvent;
  readonly onError: (error: VitrineError) => void;
  /** Returns whether consent stands: without it, nothing is made, nor written. */
  readonly isWanted: () => boolean;
  /** Returns whether an erasure waits for its turn: what is held by then comes after it. */
  readonly isErasing: () => boolean;
  /** Does something when everything before it is done. */
  readonly enqueue: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Prepares bringing events into the database; nothing is opened yet. */
export function createDurableWriter(parts: DurableWriterParts): DurableWriter {
  const { namespace, device, openStore, held, journal, grants, debt, clock, now, parse, onError, isWanted } = parts;
  const exclusively = (work: () => Promise<void>) => withTabLock(`${namespace}:journal`, device.locks, work);
  const keeper = createStoreKeeper({
    openDurable: () => openStore({ namespace, now, onError, isWanted, grant: grants.own, parse }),
    onFound: () => parts.enqueue(catchUp),
    onError,
  });

  const entries = () => {
    const grant = () => (grants.stands() ? grants.own() : undefined);
    return readJournalEntries({ namespace, storage: device.storage, grant, parse, onError });
  };
  /** Returns what earlier pages left, but for what was erased since; this page's own events come by themselves. */
  const leftBehind = () => {
    const erasedUpTo = grants.erasedUpTo();
    // A time that is still to come was noted by a clock that was ahead.
    const isErased = ({ time }: RecordedEvent) => time <= erasedUpTo && erasedUpTo <= clock.latest();
    return entries().filter((event) => !held.has(event.id) && !isErased(event));
  };
  /** Without a database, the journal is all that there is of earlier pages: it is read, and kept from growing. */
  const doWithout = () => {
    held.add(leftBehind());
    const all = entries();
    if (all.length <= maxJournalEntries && journal.length() <= maxJournalLength / 2) return;
    journal.remove(all.slice(0, Math.ceil(all.length / 2)).map(({ id }) => id));
  };

  const append = async (store: EventStore, events = held.all()) => {
    if (events.length === 0) return;
    await store.append(events);
    const ids = events.map(({ id }) => id);
    held.remove(ids);
    journal.remove(ids);
    if (isWanted()) journal.reserve();
  };

  /** Brings a store that was just opened up to date: without what should be gone, with what it missed. */
  const catchUp = async (): Promise<boolean> => {
    const store = keeper.current();
    if (!store) return false;
    try {
      const owed = debt.upTo();
      if (owed !== undefined) {
        await store.clear(Math.min(owed, clock.latest()));
        debt.settle(Number.POSITIVE_INFINITY);
      }
      if (leftBehind().length > 0) await exclusively(() => append(store, leftBehind()));
      const newest = await newestTime(store, now());
      if (newest !== undefined) clock.follow(newest, held.all());
      if (!parts.isErasing()) await append(store);
      return true;
    } catch (error) {
      keeper.degrade(error);
      return false;
    }
  };

  const clear = async ({ isElsewhere, isWithdrawn, upTo, mustDelete }: Erasure) => {
    const store = keeper.current();
    let isCleared = store !== undefined && !isWithdrawn;
    // Where the erasure did not begin, the database may hold what happened since. With consent withdrawn it is deleted, too:
    // but a tab that hangs may keep it from being so, and then it is to be empty, at least.
    const isLeft = isWithdrawn && (isElsewhere || !mustDelete());
    // Where consent stands, another tab may have stored by now what happened since.
    await (isLeft ? undefined : store?.clear(isWithdrawn ? undefined : upTo))?.catch((error) => {
      isCleared = false;
      if (!isWithdrawn) onError(toVitrineError(error, 'STORAGE_FAILED', 'clearing the store failed'));
    });
    if (isWithdrawn) keeper.close();
    if (!isCleared && mustDelete()) await device.deleteStore(namespace);
  };

  return {
    async open() {
      const isOpen = keeper.current() !== undefined;
      await keeper.open();
      if (!isOpen) await catchUp();
      if (!keeper.current()) doWithout();
      return keeper.current();
    },
    async write() {
      const store = keeper.current();
      try {
        if (store) await append(store);
      } catch (error) {
        keeper.degrade(error);
      }
    },
    async erase(erasure) {
      try {
        await exclusively(() => clear(erasure));
      } catch (error) {
        if (keeper.current()) keeper.degrade(error);
        throw error;
      }
    },
    close: keeper.close,
  };
}

/** How many stored events tell whether the clock or a few of them are wrong. */
const nWitnesses = 20;

/**
 * Finds the time after which the next event belongs. A few events that are later than now come from a clock that was ahead:
 * the store puts them in their place. Where most are, it is this clock that is behind.
 */
async function newestTime(store: EventStore, now: number): Promise<number | undefined> {
  const stored = await store.recent(nWitnesses);
  const credible = stored.filter(({ time }) => time < now + clockToleranceMs);
  const nAhead = stored.length - credible.length;
  const newest = (nAhead < credible.length ? credible : stored).at(-1);
  return newest && newest.time + nAhead;
}
