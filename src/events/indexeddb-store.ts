import { awaitRequest } from './await-request.js';
import type { RecordedEvent } from './event.js';
import { createEventDatabase, type EventTotals, type StoreName } from './event-database.js';
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
    count: () => database.run(async (db) => (await readTotals(db.transaction('meta'))).count),
    getState: <T>(key: string) =>
      database.run<T | undefined>((db) => awaitRequest(db.transaction('state').objectStore('state').get(key))),
    setState: (key, value) =>
      database.run((db) =>
        write(db, ['state'], async (tx) => {
          const state = tx.objectStore('state');
          await (value === undefined ? awaitRequest(state.delete(key)) : awaitRequest(state.put(value, key)));
        }),
      ),
    clear: (upTo = Number.POSITIVE_INFINITY) =>
      database.run((db) => write(db, ['events', 'meta', 'state'], (tx) => clear(tx, upTo))),
    close: () => database.close(),
  };
}

/** Runs one transaction and waits until it is complete; a failure inside undoes all of it. */
async function write(
  db: IDBDatabase,
  names: readonly StoreName[],
  work: (tx: IDBTransaction) => Promise<void>,
): Promise<void> {
  const tx = db.transaction(names, 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException('the transaction was aborted', 'AbortError'));
  });
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

async function append(tx: IDBTransaction, added: readonly RecordedEvent[], caps: EventStoreCaps, oldestTime: number) {
  const events = tx.objectStore('events');
  const fresh = [...new Map(added.map((event) => [event.id, event])).values()];
  const [totals, ...known] = await Promise.all([
    readTotals(tx),
    ...fresh.map((event) => awaitRequest(events.getKey(event.id))),
  ]);
  let { count, bytes } = totals;
  const unknown = fresh.filter((_, i) => known[i] === undefined);
  for (const event of unknown) {
    await awaitRequest(events.add(event)); // one by one: a failure then leaves no other promise to reject unheard
    count++;
    bytes += eventBytes(event);
  }
  const isTooMuch = (oldest: RecordedEvent) =>
    count > caps.maxEvents || bytes > caps.maxBytes || oldest.time < oldestTime;
  let oldest = await awaitRequest(events.index('time').openCursor());
  while (oldest && isTooMuch(oldest.value as RecordedEvent)) {
    count--;
    bytes -= eventBytes(oldest.value as RecordedEvent);
    oldest = await deleteAndGoOn(oldest);
  }
  await putTotals(tx, { count, bytes });
}

/** Finds the time of the last event but `limit` from the newest end, then reads from there on. */
async function readRecent(db: IDBDatabase, limit: number): Promise<RecordedEvent[]> {
  if (!(limit > 0)) return [];
  const byTime = db.transaction('events').objectStore('events').index('time');
  let first = limit < 2 ** 31 ? await awaitRequest(byTime.openKeyCursor(null, 'prev')) : null;
  if (first && limit > 1) {
    first.advance(limit - 1);
    first = await awaitRequest(first.request as IDBRequest<IDBCursor | null>);
  }
  const events: RecordedEvent[] = await awaitRequest(byTime.getAll(first ? IDBKeyRange.lowerBound(first.key) : null));
  return events.slice(-limit); // several events may share the first one's time
}

async function clear(tx: IDBTransaction, upTo: number): Promise<void> {
  const empty = (name: StoreName) => awaitRequest(tx.objectStore(name).clear());
  await empty('state');
  if (upTo === Number.POSITIVE_INFINITY) {
    await empty('events');
    await empty('meta');
    return;
  }
  let { count, bytes } = await readTotals(tx);
  const byTime = tx.objectStore('events').index('time');
  let cursor = await awaitRequest(byTime.openCursor(IDBKeyRange.upperBound(upTo)));
  while (cursor) {
    count--;
    bytes -= eventBytes(cursor.value as RecordedEvent);
    cursor = await deleteAndGoOn(cursor);
  }
  await putTotals(tx, { count, bytes });
}

async function deleteAndGoOn(cursor: IDBCursorWithValue): Promise<IDBCursorWithValue | null> {
  await awaitRequest(cursor.delete());
  cursor.continue();
  return awaitRequest(cursor.request as IDBRequest<IDBCursorWithValue | null>);
}

async function readTotals(tx: IDBTransaction): Promise<EventTotals> {
  const totals: EventTotals | undefined = await awaitRequest(tx.objectStore('meta').get('totals'));
  return totals ?? { count: 0, bytes: 0 };
}

/** Writes the totals; an empty store keeps no record at all, so that nothing is left after an erasure. */
async function putTotals(tx: IDBTransaction, totals: EventTotals): Promise<void> {
  const meta = tx.objectStore('meta');
  await (totals.count > 0 ? awaitRequest(meta.put(totals, 'totals')) : awaitRequest(meta.clear()));
}
