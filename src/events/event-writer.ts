import { toVitrineError, type VitrineError } from '../errors.js';
import type { Device } from './device.js';
import type { RecordedEvent } from './event.js';
import type { EventStore } from './event-store.js';
import type { Journal } from './journal.js';
import { createMemoryEventStore } from './memory-store.js';
import { withTabLock } from './tab-lock.js';

/** What is to be erased. */
export interface Erasure {
  /** Events up to and including this time; all of them unless given. */
  readonly upTo?: number;
  /** With consent withdrawn the database itself goes, too. */
  readonly isWithdrawn: boolean;
  /** Awaited before the store is cleared, though not for long, so that whoever writes state may stop first. */
  readonly beforehand: Promise<unknown>;
}

/** Brings accepted events into the store, one operation after the other. Its promises never reject: failures are reported. */
export interface EventWriter {
  /** Opens the store, if it is not yet, and takes in what earlier pages left in the journal. */
  start(): void;
  /** Journals an event at once and stores it soon. What storage refuses is tried again with the next event. */
  write(event: RecordedEvent): void;
  /** The store, after it has taken in the journal. Opens it. */
  store(): Promise<EventStore>;
  erase(erasure: Erasure): Promise<void>;
  /** Resolves when everything asked for so far is done. */
  settled(): Promise<void>;
  /** Stores what is left and lets go of the store. */
  stop(): void;
}

export interface EventWriterOptions {
  readonly namespace: string;
  readonly device: Device;
  readonly journal: Journal;
  readonly onError: (error: VitrineError) => void;
}

export function createEventWriter({ namespace, device, journal, onError }: EventWriterOptions): EventWriter {
  const unwritten = new Map<string, RecordedEvent>();
  let store: EventStore | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const attempt = async (doing: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      onError(toVitrineError(error, 'STORAGE_FAILED', doing));
    }
  };
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result;
    return result;
  };
  const exclusively = (work: () => Promise<void>) => withTabLock(`${namespace}:journal`, device.locks, work);

  const append = async (target: EventStore, events: readonly RecordedEvent[]) => {
    await target.append(events);
    const ids = events.map((event) => event.id);
    for (const id of ids) unwritten.delete(id);
    // Where the store is memory, the journal is all that the next page will find.
    if (target.isDurable) journal.remove(ids);
  };

  const drain = async (target: EventStore) => {
    const left = journal.entries();
    if (left.length > 0) await append(target, left);
  };

  const open = async (): Promise<EventStore> => {
    if (store) return store;
    let opened = createMemoryEventStore();
    await attempt('no durable store: events last as long as the page', async () => {
      opened = await device.openStore(namespace);
    });
    store = opened;
    if (journal.entries().length > 0) {
      await attempt('the journal could not be stored', () => exclusively(() => drain(opened)));
    }
    return opened;
  };

  const flush = async () => {
    const target = await open();
    if (unwritten.size === 0) return;
    try {
      await append(target, [...unwritten.values()]);
    } catch (error) {
      const failure = toVitrineError(error, 'STORAGE_FAILED', 'events could not be stored');
      onError(failure);
      if (failure.code !== 'STORAGE_UNAVAILABLE') return; // tried again with the next event
      target.close();
      store = createMemoryEventStore();
      await append(store, [...unwritten.values()]);
    }
  };

  const clear = async ({ upTo, isWithdrawn }: Erasure) => {
    let isCleared = store?.isDurable === true;
    await store?.clear(upTo).catch((error) => {
      isCleared = false;
      onError(toVitrineError(error, 'STORAGE_FAILED', 'clearing the store failed'));
    });
    if (isWithdrawn) {
      store?.close();
      store = undefined;
    }
    // Only where the erasure began: elsewhere the database may hold what happened since.
    const isOrigin = upTo === undefined;
    if (isOrigin && (isWithdrawn || !isCleared)) await device.deleteStore(namespace);
  };

  return {
    start: () => void enqueue(open),
    write(event) {
      journal.write(event);
      unwritten.set(event.id, event);
      void enqueue(flush);
    },
    store: () => enqueue(open),
    erase(erasure) {
      const { upTo = Number.POSITIVE_INFINITY, beforehand } = erasure;
      const gone = [...unwritten.values()].filter((event) => event.time <= upTo).map((event) => event.id);
      for (const id of gone) unwritten.delete(id);
      if (erasure.upTo === undefined) journal.clear();
      else journal.remove(gone);
      return enqueue(async () => {
        await Promise.race([beforehand, patience()]);
        await attempt('erasing failed', () => exclusively(() => clear(erasure)));
      });
    },
    settled: async () => void (await tail),
    stop: () => void enqueue(async () => store?.close()),
  };
}

/** How long an erasure waits for others to stop writing. */
function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000));
}
