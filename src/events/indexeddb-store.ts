import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { VitrineError } from '../errors.js';
import { parseRecordedEvent, type RecordedEvent } from './event.js';
import { createEventDatabase, type EventSchema, type EventTotals, type OpeningOptions } from './event-database.js';
import {
  defaultCaps,
  type EventStore,
  type EventStoreCaps,
  type EventStoreOptions,
  eventBytes,
} from './event-store.js';

/** Fewest events that are left when a full device makes the store shrink: more than any model reads. */
const leastKept = 500;

/** Where the durable store lives, and how it is opened. */
export interface IndexedDbStoreOptions extends EventStoreOptions, OpeningOptions {
  readonly namespace: string;
}

type Names = StoreNames<EventSchema>[];
type Writing = IDBPTransaction<EventSchema, Names, 'readwrite'>;
type Reading = IDBPTransaction<EventSchema, Names, IDBTransactionMode>;

/**
 * Opens the durable event store: append-only, indexed by time, within its caps at every moment.
 *
 * Every change is one transaction that also moves the running totals, so neither appending nor reading the newest
 * events ever scans the others. Pages, tabs and workers may hold the same namespace open at once.
 *
 * Where the device is full, the older half of the events goes before an append is refused. A record that cannot be read is
 * skipped and told of (`STORAGE_CORRUPT`); it stays where it is, since another version may have written it.
 *
 * @throws VitrineError `STORAGE_UNAVAILABLE` when there is no IndexedDB, it is refused, blocked, not wanted, or holds newer data;
 * the methods throw `STORAGE_FULL` where there is no room, `STORAGE_FAILED` when the browser fails them twice
 * @example const store = await openIndexedDbStore({ namespace: 'vitrine' })
 */
export async function openIndexedDbStore(options: IndexedDbStoreOptions): Promise<EventStore> {
  const { namespace, caps = defaultCaps, now = Date.now, onError = () => {} } = options;
  const database = createEventDatabase(namespace, options);
  await database.run(async () => {});
  const appendAll = (events: readonly RecordedEvent[]) =>
    database.run((db) => write(db, ['events', 'meta'], (tx) => append(tx, events, caps, now() - caps.maxAgeMs)));

  return {
    isDurable: true,
    async append(events) {
      await nextTask();
      try {
        await appendAll(events);
      } catch (error) {
        if ((error as VitrineError).code !== 'STORAGE_FULL') throw error;
        await database.run((db) => write(db, ['events', 'meta', 'state'], halve));
        await appendAll(events);
      }
    },
    async recent(limit) {
      const stored = await database.run((db) => readRecent(db, limit));
      const events = stored.filter(isReadable);
      const damaged = stored.length - events.length;
      if (damaged > 0)
        onError(new VitrineError('STORAGE_CORRUPT', `skipped stored events that cannot be read: ${damaged}`));
      return events;
    },
    count: () => database.run(async (db) => (await readTotals(db.transaction(['events', 'meta']))).count),
    getState: <T>(key: string) => database.run((db) => db.get('state', key)) as Promise<T | undefined>,
    setState: (key, value) =>
      database.run((db) =>
        write(db, ['state'], async (tx) => {
          const state = tx.objectStore('state');
          await (value === undefined ? state.delete(key) : state.put(value, key));
        }),
      ),
    clear: (upTo = Number.POSITIVE_INFINITY) =>
      database.run((db) => write(db, ['events', 'meta', 'state'], (tx) => clear(tx, upTo))),
    close: () => database.close(),
  };
}

/**
 * By then it is known whether this is the task in which the page goes: a write that begins in it would throw the page out of
 * the back/forward cache. A timer would be late in a tab that is hidden.
 */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Runs one transaction and waits until it is complete; a failure inside undoes all of it. */
async function write(db: IDBPDatabase<EventSchema>, names: Names, work: (tx: Writing) => Promise<void>): Promise<void> {
  const tx = db.transaction(names, 'readwrite');
  const done = tx.done;
  done.catch(() => {}); // awaited below, but only when the work itself succeeds
  try {
    await work(tx);
    await done;
  } catch (error) {
    const reason = tx.error; // "quota exceeded" rather than "aborted"
    try {
      tx.abort();
    } catch {
      // it is over already
    }
    throw reason ?? error;
  }
}

async function append(tx: Writing, added: readonly RecordedEvent[], caps: EventStoreCaps, oldestTime: number) {
  const events = tx.objectStore('events');
  const fresh = [...new Map(added.map((event) => [event.id, event])).values()];
  const [totals, ...known] = await Promise.all([readTotals(tx), ...fresh.map((event) => events.getKey(event.id))]);
  let { count, bytes } = totals;
  const unknown = fresh.filter((_, i) => known[i] === undefined);
  for (const event of unknown) {
    await events.add(event); // one by one: a failure then leaves no other promise to reject unheard
    count++;
    bytes += eventBytes(event);
  }
  await removeOldest(
    tx,
    { count, bytes },
    (left, oldest) => left.count > caps.maxEvents || left.bytes > caps.maxBytes || oldest.time < oldestTime,
  );
}

/** Makes room on a full device: what is derived goes, and the older half of the events. */
async function halve(tx: Writing): Promise<void> {
  await tx.objectStore('state').clear();
  const totals = await readTotals(tx);
  const kept = Math.max(leastKept, totals.count / 2);
  await removeOldest(tx, totals, ({ count }) => count > kept);
}

/** Removes events from the oldest on for as long as that is wanted, and writes what is left. */
async function removeOldest(
  tx: Writing,
  { count, bytes }: EventTotals,
  isWanted: (left: EventTotals, oldest: RecordedEvent) => boolean,
): Promise<void> {
  let oldest = await tx.objectStore('events').index('time').openCursor();
  while (oldest && isWanted({ count, bytes }, oldest.value)) {
    count--;
    bytes -= bytesOf(oldest.value);
    await oldest.delete();
    oldest = await oldest.continue();
  }
  await putTotals(tx, { count, bytes });
}

/** Finds the time of the last event but `limit` from the newest end, then reads from there on. */
async function readRecent(db: IDBPDatabase<EventSchema>, limit: number): Promise<RecordedEvent[]> {
  if (!(limit > 0)) return [];
  const byTime = db.transaction('events').store.index('time');
  let first = limit < 2 ** 31 ? await byTime.openKeyCursor(null, 'prev') : null;
  if (first && limit > 1) first = await first.advance(limit - 1);
  const events = await byTime.getAll(first ? IDBKeyRange.lowerBound(first.key) : null);
  return events.slice(-limit); // several events may share the first one's time
}

async function clear(tx: Writing, upTo: number): Promise<void> {
  await tx.objectStore('state').clear();
  if (upTo === Number.POSITIVE_INFINITY) {
    await tx.objectStore('events').clear();
    await tx.objectStore('meta').clear();
    return;
  }
  await removeOldest(tx, await readTotals(tx), (_, oldest) => !(oldest.time > upTo));
}

/** Reads the totals; where they are missing or damaged, counts anew. */
async function readTotals(tx: Reading): Promise<EventTotals> {
  const totals = await tx.objectStore('meta').get('totals');
  if (totals && Number.isFinite(totals.count) && Number.isFinite(totals.bytes)) return totals;
  const count = await tx.objectStore('events').count();
  const events = count > 0 ? await tx.objectStore('events').getAll() : [];
  return { count, bytes: events.reduce((sum, event) => sum + bytesOf(event), 0) };
}

/** Writes the totals; an empty store keeps no record at all, so that nothing is left after an erasure. */
async function putTotals(tx: Writing, totals: EventTotals): Promise<void> {
  const meta = tx.objectStore('meta');
  await (totals.count > 0 ? meta.put(totals, 'totals') : meta.clear());
}

/** Whether a record is an event as this version knows them: whoever reads on may rely on every field. */
function isReadable(record: RecordedEvent): boolean {
  try {
    return parseRecordedEvent(record) !== undefined;
  } catch {
    return false;
  }
}

/** A damaged record was never counted, and may not even become text. */
function bytesOf(record: RecordedEvent): number {
  return isReadable(record) ? eventBytes(record) : 0;
}
