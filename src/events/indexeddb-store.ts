import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { RecordedEvent } from './event.js';
import { createEventDatabase, type EventSchema, type EventTotals } from './event-database.js';
import {
  defaultCaps,
  type EventStore,
  type EventStoreCaps,
  type EventStoreOptions,
  eventBytes,
} from './event-store.js';

/** Where the durable store lives, and how long opening it may take. */
export interface IndexedDbStoreOptions extends EventStoreOptions {
  readonly namespace: string;
  readonly openTimeoutMs?: number;
}

type Names = StoreNames<EventSchema>[];
type Writing = IDBPTransaction<EventSchema, Names, 'readwrite'>;

/**
 * Opens the durable event store: append-only, indexed by time, within its caps at every moment.
 *
 * Every change is one transaction that also moves the running totals, so neither appending nor reading the newest
 * events ever scans the others. Pages, tabs and workers may hold the same namespace open at once.
 *
 * @throws VitrineError `STORAGE_UNAVAILABLE` when there is no IndexedDB, it is refused, blocked, or holds newer data;
 * the methods throw `STORAGE_FAILED` when the browser fails them twice
 * @example const store = await openIndexedDbStore({ namespace: 'vitrine' })
 */
export async function openIndexedDbStore(options: IndexedDbStoreOptions): Promise<EventStore> {
  const { namespace, caps = defaultCaps, now = Date.now, openTimeoutMs } = options;
  const database = createEventDatabase(namespace, openTimeoutMs);
  await database.run(async () => {});

  return {
    isDurable: true,
    append: (events) =>
      database.run((db) => write(db, ['events', 'meta'], (tx) => append(tx, events, caps, now() - caps.maxAgeMs))),
    recent: (limit) => database.run((db) => readRecent(db, limit)),
    count: () => database.run(async (db) => (await db.get('meta', 'totals'))?.count ?? 0),
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
  const [totals, ...known] = await Promise.all([
    tx.objectStore('meta').get('totals'),
    ...fresh.map((event) => events.getKey(event.id)),
  ]);
  let { count, bytes } = totals ?? { count: 0, bytes: 0 };
  const unknown = fresh.filter((_, i) => known[i] === undefined);
  for (const event of unknown) {
    await events.add(event); // one by one: a failure then leaves no other promise to reject unheard
    count++;
    bytes += eventBytes(event);
  }
  let oldest = await events.index('time').openCursor();
  while (oldest && (count > caps.maxEvents || bytes > caps.maxBytes || oldest.value.time < oldestTime)) {
    count--;
    bytes -= eventBytes(oldest.value);
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
  let { count, bytes } = (await tx.objectStore('meta').get('totals')) ?? { count: 0, bytes: 0 };
  let cursor = await tx.objectStore('events').index('time').openCursor(IDBKeyRange.upperBound(upTo));
  while (cursor) {
    count--;
    bytes -= eventBytes(cursor.value);
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await putTotals(tx, { count, bytes });
}

/** Writes the totals; an empty store keeps no record at all, so that nothing is left after an erasure. */
async function putTotals(tx: Writing, totals: EventTotals): Promise<void> {
  const meta = tx.objectStore('meta');
  await (totals.count > 0 ? meta.put(totals, 'totals') : meta.clear());
}
