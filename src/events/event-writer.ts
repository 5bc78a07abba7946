import { toVitrineError, VitrineError } from '../errors.js';
import type { GrantMemory } from './consent.js';
import type { Device } from './device.js';
import type { Erasure } from './erasure.js';
import { createErasureDebt } from './erasure-debt.js';
import type { RecordedEvent } from './event.js';
import type { EventClock } from './event-clock.js';
import { byTime, type EventStore } from './event-store.js';
import { showHeldEvents } from './held-events.js';
import type { Journal } from './journal.js';
import { createStoreKeeper } from './store-keeper.js';
import { withTabLock } from './tab-lock.js';

/** Brings accepted events into the store, one operation after the other. Its promises never reject: failures are reported. */
export interface EventWriter {
  /** Opens the store, if it is not yet, and takes in what earlier pages left in the journal. */
  start(): void;
  /**
   * Journals an event at once and stores it soon. What storage refuses is held in memory until storage works again.
   *
   * @returns false where the journal could not take it in, so that it would be lost if the page were left at once
   */
  write(event: RecordedEvent): boolean;
  /** The store, after it has taken in the journal. Opens it. Where it does not open, it shows what is held in memory. */
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
  readonly grants: GrantMemory;
  readonly clock: EventClock;
  readonly onError: (error: VitrineError) => void;
  readonly now: () => number;
}

/** Prepares bringing events into the store; nothing is opened yet. */
export function createEventWriter({
  namespace,
  device,
  journal,
  grants,
  clock,
  onError,
  now,
}: EventWriterOptions): EventWriter {
  const unwritten = new Map<string, RecordedEvent>();
  const held = () => [...unwritten.values()].sort(byTime);
  const heldStore = showHeldEvents(unwritten, now);
  const debt = createErasureDebt(namespace, device.storage);
  let tail: Promise<unknown> = Promise.resolve();
  let erasuresAhead = 0;
  let isWithdrawn = false;
  let isFlushing = false;
  /** Gives up waiting for the durable store, if it is still to open. */
  let abandon = () => {};

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

  const isWanted = () => !isWithdrawn && grants.stands();
  const openDurable = () =>
    new Promise<EventStore>((resolve, reject) => {
      let isAbandoned = false;
      abandon = () => {
        isAbandoned = true;
        reject(new VitrineError('STORAGE_UNAVAILABLE', 'the store was not open yet when all was erased'));
      };
      const take = (store: EventStore) => (isAbandoned ? store.close() : resolve(store));
      device.openStore({ namespace, now, onError, isWanted, grant: grants.own }).then(take, reject);
    });
  const keeper = createStoreKeeper({
    openDurable,
    onFound: () => enqueue(catchUp),
    // Where consent is withdrawn, nobody misses the store.
    onError: (error) => isWithdrawn || onError(error),
  });

  const append = async (store: EventStore, events: readonly RecordedEvent[]) => {
    if (events.length === 0) return;
    await store.append(events);
    const ids = events.map(({ id }) => id);
    for (const id of ids) unwritten.delete(id);
    journal.remove(ids);
    if (isWanted()) journal.reserve();
  };

  /** Returns what earlier pages left, but for what was erased since; this page's own events come by themselves. */
  const leftBehind = () => {
    const erasedUpTo = grants.erasedUpTo();
    // A time that is still to come was noted by a clock that was ahead.
    const isErased = ({ time }: RecordedEvent) => time <= erasedUpTo && erasedUpTo <= clock.latest();
    return journal.entries().filter((event) => !unwritten.has(event.id) && !isErased(event));
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
      await clock.follow(store, held());
      if (erasuresAhead === 0) await append(store, held());
      return true;
    } catch (error) {
      keeper.degrade(error);
      return false;
    }
  };

  const open = async (): Promise<EventStore> => {
    const isKnown = keeper.current() !== undefined;
    await keeper.open();
    if (!isKnown) await catchUp();
    const store = keeper.current();
    // Without a database, the journal is all that there is of earlier pages.
    if (!store) for (const event of leftBehind()) unwritten.set(event.id, event);
    return store ?? heldStore;
  };

  const deleteAll = async () => {
    if (grants.current()) return; // consent was given meanwhile
    await device.deleteStore(namespace);
    debt.settle(Number.POSITIVE_INFINITY);
  };

  const flush = async () => {
    isFlushing = false;
    // What was accepted while an erasure waits for its turn comes after it, or would be erased, too.
    if (unwritten.size === 0 || erasuresAhead > 0) return;
    const store = await open();
    if (!store.isDurable) return journal.trim();
    try {
      await append(store, held());
    } catch (error) {
      keeper.degrade(error);
    }
  };

  const clear = async ({ isElsewhere, isWithdrawn, grant, upTo }: Erasure) => {
    const store = keeper.current();
    if (isWithdrawn) {
      // This tab may have written its grant once more before it heard that it had ended.
      if (isElsewhere && grant && grants.current() === grant && !grants.own()) grants.end();
      // A tab that hangs may keep the database from being deleted: it is to be empty, at least.
      if (!isElsewhere) await store?.clear().catch(() => {});
      keeper.close();
      // Consent was given anew since another tab withdrew it: what is there now belongs to that.
      return isElsewhere && grants.current() ? undefined : device.deleteStore(namespace);
    }
    let isCleared = store?.isDurable === true;
    // Where the erasure did not begin, the database may hold what happened since.
    await store?.clear(isElsewhere ? upTo : undefined).catch((error) => {
      isCleared = false;
      onError(toVitrineError(error, 'STORAGE_FAILED', 'clearing the store failed'));
    });
    if (!isElsewhere && !isCleared) await device.deleteStore(namespace);
  };

  return {
    start() {
      isWithdrawn = false;
      journal.reserve();
      void enqueue(open);
    },
    write(event) {
      // Without localStorage there is no journal, and nothing was refused.
      const isKept = journal.write(event) || !device.storage;
      unwritten.set(event.id, event);
      if (!isFlushing) void enqueue(flush);
      isFlushing = true;
      return isKept;
    },
    store: () => enqueue(open),
    erase(erasure) {
      const { upTo, isElsewhere, beforehand } = erasure;
      if (erasure.isWithdrawn) isWithdrawn = true;
      const isGone = (event: RecordedEvent) => erasure.isWithdrawn || event.time <= upTo;
      const gone = [...unwritten.values()].filter(isGone).map((event) => event.id);
      for (const id of gone) unwritten.delete(id);
      // Where consent stands, or was given anew, other tabs' entries are of what happened since.
      if (isElsewhere && grants.current()) journal.remove(gone);
      else journal.clear();
      setTimeout(abandon, erasure.isWithdrawn ? 0 : openingPatienceMs);
      // Owed until it is done: a page that is left in the same moment leaves it to the next one.
      debt.owe(upTo);
      erasuresAhead++;
      isFlushing = false; // what is written from now on is stored after the erasure
      return enqueue(async () => {
        await Promise.race([beforehand, pause(workerPatienceMs)]);
        if (isElsewhere) await pause(0); // by then localStorage says here what it says there
        try {
          const slow = () => pause(erasingPatienceMs).then(() => Promise.reject(new Error('storage does not answer')));
          await exclusively(() => Promise.race([clear(erasure), slow()]));
          if (erasuresAhead === 1) debt.settle(isElsewhere ? 0 : upTo);
        } catch (error) {
          onError(toVitrineError(error, 'STORAGE_FAILED', 'erasing failed'));
          if (keeper.current()) keeper.degrade(error);
        }
        erasuresAhead--;
        await flush();
      });
    },
    settleDebt() {
      if (debt.upTo() !== undefined) void enqueue(() => attempt('erasing failed', deleteAll));
    },
    settled: async () => void (await tail),
    stop: () => void enqueue(async () => keeper.close()),
  };
}

/** How long an erasure waits for others to stop writing, in ms: a worker that compiles shaders is deaf for a second or two. */
const workerPatienceMs = 5000;

/** How long an erasure waits for a store that is still opening, in ms. It needs none: the database is deleted without. */
const openingPatienceMs = 2000;

/** How long an erasure waits for the database, in ms; then it is owed, and made up for later. */
const erasingPatienceMs = 10_000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
