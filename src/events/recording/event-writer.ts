import { toVitrineError, type VitrineError } from '../../errors.js';
import { parseRecordedEvent, type RecordedEvent } from '../event/event.js';
import type { EventStore } from '../store/event-store.js';
import type { Journal } from '../store/journal.js';
import { giveUp, pause } from '../timing/pause.js';
import type { GrantMemory } from './consent.js';
import type { Device } from './device.js';
import type { DurableWriter } from './durable-writer.js';
import type { Erasure } from './erasure.js';
import { createErasureDebt } from './erasure-debt.js';
import type { EventClock } from './event-clock.js';
import { createHeldEvents } from './held-events.js';

/** Brings accepted events into the store, one operation after the other. Its promises never reject: failures are reported. */
export interface EventWriter {
  /** Opens the store when the page is idle, and takes in what earlier pages left in the journal. */
  start(): void;
  /**
   * Journals an event at once and stores it when the page is idle. What storage refuses is held in memory until storage works again.
   *
   * @returns false where the journal could not take it in, so that it would be lost if the page were left at once
   */
  write(event: RecordedEvent): boolean;
  /** The store, after it has taken in the journal. Opens it. Where it does not open, it shows what is held in memory. */
  store(): Promise<EventStore>;
  /** What is held in memory, as a store: nothing, without consent. */
  held(): EventStore;
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

/**
 * Prepares bringing events into the store; nothing is opened yet. What does so is loaded upon consent (`createDurableWriter`);
 * journaling and erasing wait for no download.
 */
export function createEventWriter(options: EventWriterOptions): EventWriter {
  const { namespace, device, journal, grants, clock, now } = options;
  const { whenIdle = (work) => work() } = device;
  const held = createHeldEvents(now);
  const debt = createErasureDebt(namespace, device.storage);
  let durable: DurableWriter | undefined;
  let hasFailed = false;
  // Not `Promise.resolve`, which another script may have replaced.
  let tail: Promise<unknown> = (async () => {})();
  let erasuresAhead = 0;
  let isWithdrawn = false;
  let isFlushing = false;
  let isUrgent = false;
  /** Gives up waiting for the store, if it is still to open. */
  let abandon = () => {};

  // Where consent is withdrawn, nobody misses the store.
  const onError = (error: VitrineError) => isWithdrawn || options.onError(error);
  const tryToErase = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      options.onError(toVitrineError(error, 'STORAGE_FAILED', 'erasing failed'));
    }
  };
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result;
    return result;
  };
  const isWanted = () => !isWithdrawn && grants.stands();
  const isErasing = () => erasuresAhead > 0;

  const load = async (): Promise<DurableWriter | undefined> => {
    if (durable || hasFailed) return durable;
    try {
      const { createDurableWriter, openStore } = await device.loadStorage();
      const parts = {
        namespace,
        device,
        journal,
        grants,
        clock,
        now,
        held,
        debt,
        openStore,
        parse: parseRecordedEvent,
      };
      durable ??= createDurableWriter({ ...parts, onError, isWanted, isErasing, enqueue });
    } catch (error) {
      onError(toVitrineError(error, 'STORAGE_UNAVAILABLE', 'the store did not load'));
      hasFailed = true;
      setTimeout(() => {
        hasFailed = false;
        void enqueue(flush);
      }, reloadMs);
    }
    return durable;
  };

  const open = async (): Promise<EventStore> => {
    const store = await new Promise<EventStore | undefined>((resolve, reject) => {
      abandon = () => resolve(undefined);
      if (isErasing()) setTimeout(abandon, openingPatienceMs);
      load()
        .then((writer) => writer?.open())
        .then(resolve, reject);
    });
    return store ?? held.store;
  };

  const flush = async () => {
    isFlushing = false;
    isUrgent = false;
    // What was accepted while an erasure waits for its turn comes after it, or would be erased, too.
    if (held.all().length === 0 || isErasing()) return;
    await open();
    await durable?.write();
  };

  /** Does not wait for the page to be idle. */
  const flushNow = () => {
    if (isFlushing) void enqueue(flush);
  };

  const eraseStored = async (erasure: Erasure) => {
    if (erasure.isWithdrawn) grants.removeRetired();
    if (durable) await durable.erase(erasure);
    else if (erasure.mustDelete()) await device.deleteStore(namespace);
  };

  return {
    start() {
      isWithdrawn = false;
      // The journal holds what happens until then.
      whenIdle(() => {
        if (!isWanted()) return;
        journal.reserve();
        void enqueue(open);
      });
    },
    write(event) {
      // Without localStorage there is no journal, and nothing was refused.
      const isJournaled = journal.write(event);
      held.add([event]);
      if (!isFlushing && isJournaled) whenIdle(() => void enqueue(flush));
      // What leaving the page would lose waits for nothing.
      if (!isJournaled && !isUrgent) void enqueue(flush);
      isUrgent ||= !isJournaled;
      isFlushing = true;
      return isJournaled || !device.storage;
    },
    store() {
      flushNow();
      return enqueue(open);
    },
    held: () => held.store,
    erase(erasure) {
      const { upTo, isElsewhere, beforehand } = erasure;
      if (erasure.isWithdrawn) isWithdrawn = true;
      const isGone = (event: RecordedEvent) => erasure.isWithdrawn || event.time <= upTo;
      const gone = held
        .all()
        .filter(isGone)
        .map(({ id }) => id);
      held.remove(gone);
      // Where consent stands, or was given anew, other tabs' entries are of what happened since.
      if (isElsewhere && grants.current()) journal.remove(gone);
      else journal.clear();
      setTimeout(() => abandon(), erasure.isWithdrawn ? 0 : openingPatienceMs);
      // Owed until it is done: a page that is left in the same moment leaves it to the next one.
      debt.owe(upTo);
      erasuresAhead++;
      isFlushing = false; // what is written from now on is stored after the erasure
      return enqueue(async () => {
        await Promise.race([beforehand, pause(workerPatienceMs)]);
        if (isElsewhere) await pause(0); // by then localStorage says here what it says there
        await tryToErase(async () => {
          // Storage that does not answer is owed the erasure, which is made up for later.
          await Promise.race([eraseStored(erasure), giveUp()]);
          // Without consent the database is gone: nobody owes anything any more, a tab that was closed meanwhile included.
          const settled = erasure.isWithdrawn && !grants.current() ? Number.POSITIVE_INFINITY : isElsewhere ? 0 : upTo;
          if (erasuresAhead === 1) debt.settle(settled);
        });
        erasuresAhead--;
        await flush();
      });
    },
    settleDebt() {
      if (debt.upTo() === undefined) return;
      void enqueue(() =>
        tryToErase(async () => {
          if (grants.current()) return; // consent was given meanwhile
          await device.deleteStore(namespace);
          debt.settle(Number.POSITIVE_INFINITY);
        }),
      );
    },
    async settled() {
      flushNow();
      await tail;
    },
    stop() {
      flushNow();
      void enqueue(async () => durable?.close());
    },
  };
}

/** How long after its file did not load storage is loaded again, in ms. */
const reloadMs = 10_000;

/** How long an erasure waits for others to stop writing, in ms: a worker that compiles shaders is deaf for a second or two. */
const workerPatienceMs = 5000;

/** How long an erasure waits for a store that is still opening, in ms. It needs none: the database is deleted without. */
const openingPatienceMs = 2000;
