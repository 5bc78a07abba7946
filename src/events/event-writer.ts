import { toVitrineError, type VitrineError } from '../errors.js';
import type { Device } from './device.js';
import type { Erasure } from './erasure.js';
import { createErasureDebt } from './erasure-debt.js';
import type { RecordedEvent } from './event.js';
import type { EventClock } from './event-clock.js';
import type { EventStore } from './event-store.js';
import type { Journal } from './journal.js';
import { createStoreKeeper } from './store-keeper.js';
import { withTabLock } from './tab-lock.js';

/** Brings accepted events into the store, one operation after the other. Its promises never reject: failures are reported. */
export interface EventWriter {
  /** Opens the store, if it is not yet, and takes in what earlier pages left in the journal. */
  start(): void;
  /** Journals an event at once and stores it soon. What storage refuses is held in memory until storage works again. */
  write(event: RecordedEvent): void;
  /** The store, after it has taken in the journal. Opens it. */
  store(): Promise<EventStore>;
  erase(erasure: Erasure): Promise<void>;
  /** Without consent: deletes what an earlier page should have erased and could not. */
  settleDebt(): void;
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
  readonly clock: EventClock;
  readonly onError: (error: VitrineError) => void;
  readonly now: () => number;
}

/** Prepares bringing events into the store; nothing is opened yet. */
export function createEventWriter({
  namespace,
  device,
  journal,
  clock,
  onError,
  now,
}: EventWriterOptions): EventWriter {
  const unwritten = new Map<string, RecordedEvent>();
  const debt = createErasureDebt(namespace, device.storage);
  let tail: Promise<unknown> = Promise.resolve();
  let erasuresAhead = 0;
  let isWithdrawn = false;

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

  const keeper = createStoreKeeper({
    openDurable: () => device.openStore(namespace, now, onError, () => !isWithdrawn),
    onFound: (durable) => void enqueue(() => moveIn(durable)),
    onError,
    now,
  });

  const append = async (target: EventStore, events: readonly RecordedEvent[]) => {
    await target.append(events);
    const ids = events.map(({ id }) => id);
    for (const id of ids) unwritten.delete(id);
    // Where the store is memory, the journal is all that the next page will find.
    if (target.isDurable) journal.remove(ids);
  };

  /** What earlier pages left; this page's own events come by themselves. */
  const leftBehind = () => journal.entries().filter((event) => !unwritten.has(event.id));

  /** Brings a store that was just opened up to date: without what should be gone, with what it missed. */
  const takeIn = async (target: EventStore, held: readonly RecordedEvent[] = []) => {
    const owed = debt.upTo();
    if (owed !== undefined) await target.clear(owed);
    if (owed !== undefined && target.isDurable) debt.settle(Number.POSITIVE_INFINITY);
    if (held.length + leftBehind().length === 0) return;
    await exclusively(() => append(target, [...held, ...leftBehind()]));
  };

  const open = async (): Promise<EventStore> => {
    const known = keeper.current();
    if (known) return known;
    const opened = await keeper.open();
    try {
      await takeIn(opened);
      await clock.follow(opened, unwritten.values());
      return opened;
    } catch (error) {
      const memory = keeper.degrade(error);
      await takeIn(memory);
      return memory;
    }
  };

  const deleteAll = async () => {
    await device.deleteStore(namespace);
    debt.settle(Number.POSITIVE_INFINITY);
  };

  const moveIn = async (durable: EventStore) => {
    const memory = keeper.current();
    if (memory?.isDurable === false) {
      try {
        await takeIn(durable, await memory.recent(Number.POSITIVE_INFINITY));
        return keeper.restore(durable);
      } catch (error) {
        keeper.degrade(error);
      }
    }
    durable.close();
    // Looking for the database has made it anew.
    if (isWithdrawn) await attempt('erasing failed', deleteAll);
  };

  const flush = async () => {
    // What was accepted while an erasure waits for its turn comes after it, or would be erased, too.
    if (unwritten.size === 0 || erasuresAhead > 0) return;
    const target = await open();
    const events = [...unwritten.values()];
    try {
      await append(target, events);
    } catch (error) {
      await append(keeper.degrade(error), events);
    }
  };

  const clear = async (erasure: Erasure) => {
    const store = keeper.current();
    let isCleared = store?.isDurable === true;
    await store?.clear(erasure.isElsewhere ? erasure.upTo : undefined).catch((error) => {
      isCleared = false;
      onError(toVitrineError(error, 'STORAGE_FAILED', 'clearing the store failed'));
    });
    // Where the erasure did not begin, the database may hold what happened since.
    const isEmpty = !erasure.isElsewhere || (isCleared && (await store?.count()) === 0);
    if (erasure.isWithdrawn) keeper.close();
    if (isEmpty && (erasure.isWithdrawn || !isCleared)) await device.deleteStore(namespace);
  };

  return {
    start() {
      isWithdrawn = false;
      void enqueue(open);
    },
    write(event) {
      journal.write(event);
      unwritten.set(event.id, event);
      void enqueue(flush);
    },
    store: () => enqueue(open),
    erase(erasure) {
      const { upTo, isElsewhere, beforehand } = erasure;
      isWithdrawn = erasure.isWithdrawn;
      const gone = [...unwritten.values()].filter((event) => event.time <= upTo).map((event) => event.id);
      for (const id of gone) unwritten.delete(id);
      if (isElsewhere) journal.remove(gone);
      else journal.clear();
      // Owed until it is done: a page that is left in the same moment leaves it to the next one.
      debt.owe(upTo);
      erasuresAhead++;
      return enqueue(async () => {
        await Promise.race([beforehand, patience()]);
        try {
          await exclusively(() => clear(erasure));
          if (erasuresAhead === 1) debt.settle(isElsewhere ? 0 : upTo);
        } catch (error) {
          onError(toVitrineError(error, 'STORAGE_FAILED', 'erasing failed'));
          if (keeper.current()) keeper.degrade(error);
        }
        erasuresAhead--;
      });
    },
    settleDebt() {
      if (debt.upTo() !== undefined) void enqueue(() => attempt('erasing failed', deleteAll));
    },
    settled: async () => void (await tail),
    stop: () => void enqueue(async () => keeper.close()),
  };
}

/** How long an erasure waits for others to stop writing: a worker that compiles shaders is deaf for a second or two. */
function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5000));
}
