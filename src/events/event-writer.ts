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

/** What the writer works with. */
export interface EventWriterOptions {
  readonly namespace: string;
  readonly device: Device;
  readonly journal: Journal;
  readonly onError: (error: VitrineError) => void;
  readonly now: () => number;
}

/** Prepares bringing events into the store; nothing is opened yet. */
export function createEventWriter({ namespace, device, journal, onError, now }: EventWriterOptions): EventWriter {
  const unwritten = new Map<string, RecordedEvent>();
  let store: EventStore | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let erasuresAhead = 0;

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

  /** What earlier pages left; this page's own events come by themselves. */
  const leftBehind = () => journal.entries().filter((event) => !unwritten.has(event.id));

  const open = async (): Promise<EventStore> => {
    if (store) return store;
    let opened = createMemoryEventStore({ now });
    await attempt('no durable store: events last as long as the page', async () => {
      opened = await device.openStore(namespace, now);
    });
    store = opened;
    if (leftBehind().length > 0) {
      await attempt('the journal could not be stored', () => exclusively(() => append(opened, leftBehind())));
    }
    return opened;
  };

  const flush = async () => {
    // What was accepted while an erasure waits for its turn comes after it, or would be erased, too.
    if (unwritten.size === 0 || erasuresAhead > 0) return;
    const target = await open();
    try {
      await append(target, [...unwritten.values()]);
    } catch (error) {
      const failure = toVitrineError(error, 'STORAGE_FAILED', 'events could not be stored');
      onError(failure);
      if (failure.code !== 'STORAGE_UNAVAILABLE') return; // tried again with the next event
      target.close();
      store = createMemoryEventStore({ now });
      await append(store, [...unwritten.values()]);
    }
  };

  const clear = async ({ upTo, isWithdrawn }: Erasure) => {
    let isCleared = store?.isDurable === true;
    await store?.clear(upTo).catch((error) => {
      isCleared = false;
      onError(toVitrineError(error, 'STORAGE_FAILED', 'clearing the store failed'));
    });
    // Where the erasure did not begin, the database may hold what happened since.
    const isEmpty = upTo === undefined || (isCleared && (await store?.count()) === 0);
    if (isWithdrawn) {
      store?.close();
      store = undefined;
    }
    if (isEmpty && (isWithdrawn || !isCleared)) await device.deleteStore(namespace);
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
      erasuresAhead++;
      return enqueue(async () => {
        await Promise.race([beforehand, patience()]);
        await attempt('erasing failed', () => exclusively(() => clear(erasure)));
        erasuresAhead--;
      });
    },
    settled: async () => void (await tail),
    stop: () => void enqueue(async () => store?.close()),
  };
}

/** How long an erasure waits for others to stop writing: a worker that compiles shaders is deaf for a second or two. */
function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5000));
}
