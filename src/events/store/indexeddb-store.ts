import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../event/event.js';
import { createEventDatabase, type EventSchema, type EventTotals, type OpeningOptions } from './event-database.js';
import {
  clockToleranceMs,
  defaultCaps,
  type EventStore,
  type EventStoreCaps,
  type EventStoreOptions,
  eventBytes,
  isErased,
} from './event-store.js';

/** Fewest events that are left when a full device makes the store shrink: more than any model reads. */
const leastKept = 500;

const dayMs = 24 * 60 * 60 * 1000;

/** Within this time, in ms, a tab sees in localStorage what another one has written. */
const propagationMs = 200;

/** Where the durable store lives, and how it is opened. */
export interface IndexedDbStoreOptions extends EventStoreOptions, OpeningOptions {
  readonly namespace: string;
  /** Returns the id of the grant that its user records under; by default, the one that the database is of. */
  readonly grant?: () => string | undefined;
  /** Checks a record and throws where it is no event (`parseRecordedEvent`); by default each is taken for one. */
  readonly parse?: (record: unknown) => unknown;
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
 * What was recorded under one grant of the shopper's is never mixed with what another allows: whoever begins under a new
 * one empties the database, and what still comes from the old one is dropped.
 *
 * An event beyond its greatest age is never given out. It is deleted once an event of another day says that the clock, by
 * which it is so old, has not just leapt ahead.
 *
 * Where the device is full, the older half of the events goes before an append is refused. A record that cannot be read is
 * skipped and told of (`STORAGE_CORRUPT`); it stays where it is, since another version may have written it.
 *
 * @throws VitrineError `STORAGE_UNAVAILABLE` when there is no IndexedDB, it is refused, blocked, not wanted, or holds newer data;
 * the methods throw `STORAGE_FULL` where there is no room, `STORAGE_FAILED` when the browser fails them twice
 * @example const store = await openIndexedDbStore({ namespace: 'vitrine' })
 */
export async function openIndexedDbStore(options: IndexedDbStoreOptions): Promise<EventStore> {
  const { namespace, caps = defaultCaps, now = Date.now, onError = () => {}, isWanted = () => true } = options;
  const { parse = (record: unknown) => record } = options;
  /** Whether a record is an event as this version knows them: whoever reads on may rely on every field. */
  const isReadable = (record: RecordedEvent) => {
    try {
      return parse(record) !== undefined;
    } catch {
      return false;
    }
  };
  const database = createEventDatabase(namespace, options);
  const found = await database.run(async (db) => (await db.get('meta', 'grant')) as string | undefined);
  const grant = options.grant ?? (() => found);
  /** Whether the database may be written to, under this grant. */
  const isOurs = async (db: IDBPDatabase<EventSchema>) => {
    const own = grant();
    const filled = await db.get('meta', 'grant');
    if (!own || filled === own) return true;
    // What stands in localStorage may be older than what fills the database: two tabs may have begun a grant at once.
    if (filled) await new Promise((resolve) => setTimeout(resolve, propagationMs));
    if (!isWanted()) return false;
    await write(db, ['events', 'meta', 'state'], async (tx) => {
      if (filled) await clear(tx, Number.POSITIVE_INFINITY, now());
      await tx.objectStore('meta').put(own, 'grant');
    });
    return true;
  };
  // Each locks no more than it needs: a page that is frozen while it writes leaves the back/forward cache where others wait.
  const change = (names: Names, work: (tx: Writing) => Promise<unknown>, own = grant()) =>
    database.run(async (db) => {
      // Consent may be withdrawn here at any moment, and given anew in another tab.
      const stands = () => !own || grant() === own;
      let isDone = false;
      while (!isDone && stands() && (await isOurs(db)))
        await write(db, names, async (tx) => {
          isDone = !own || (await tx.objectStore('meta').get('grant')) === own;
          if (isDone && stands()) await work(tx);
        });
    });
  const oldestTime = () => now() - caps.maxAgeMs;
  const appendAll = (events: readonly RecordedEvent[], own?: string) =>
    change(['events', 'meta'], (tx) => append(tx, events, caps, now()), own);
  if (found !== grant()) await database.run(isOurs);

  return {
    isDurable: true,
    async append(events) {
      const own = grant();
      await nextTask();
      try {
        await appendAll(events, own);
      } catch (error) {
        if ((error as VitrineError).code !== 'STORAGE_FULL') throw error;
        await change(['events', 'meta', 'state'], halve, own);
        await appendAll(events, own);
      }
    },
    async recent(limit) {
      const stored = await database.run((db) => readRecent(db, limit, oldestTime()));
      const events = stored.filter(isReadable);
      const damaged = stored.length - events.length;
      if (damaged > 0)
        onError(new VitrineError('STORAGE_CORRUPT', `skipped stored events that cannot be read: ${damaged}`));
      return events;
    },
    count: () => database.run((db) => count(db.transaction(['events', 'meta']), oldestTime())),
    getState: <T>(key: string) => database.run((db) => db.get('state', key)) as Promise<T | undefined>,
    setState: (key, value) =>
      change(['meta', 'state'], (tx) => {
        const state = tx.objectStore('state');
        return value === undefined ? state.delete(key) : state.put(value, key);
      }),
    clear: (upTo = Number.POSITIVE_INFINITY) =>
      database.run((db) => write(db, ['events', 'meta', 'state'], (tx) => clear(tx, upTo, now()))),
    close: () => database.close(),
  };
}

/**
 * Waits one task before writing: a write that begins while the page is being left evicts it from the back/forward cache.
 * It uses no timer, since browsers delay timers in hidden tabs.
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
async function write(
  db: IDBPDatabase<EventSchema>,
  names: Names,
  work: (tx: Writing) => Promise<unknown>,
): Promise<void> {
  const tx: Writing = db.transaction(names, 'readwrite');
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

async function append(tx: Writing, added: readonly RecordedEvent[], caps: EventStoreCaps, now: number) {
  const events = tx.objectStore('events');
  const fresh = [...new Map(added.map((event) => [event.id, event])).values()];
  await bringBack(tx, fresh.reduce((latest, { time }) => Math.max(latest, time), now) + clockToleranceMs);
  const [totals, ...known] = await Promise.all([readTotals(tx), ...fresh.map((event) => events.getKey(event.id))]);
  let { count, bytes } = totals;
  const unknown = fresh.filter((_, i) => known[i] === undefined);
  for (const event of unknown) {
    await events.add(event); // one by one: a failure then leaves no other promise to reject unheard
    count++;
    bytes += eventBytes(event);
  }
  // An event of another day, by which others are so old, too. Without one, it may be that the clock has leapt ahead.
  const witness = await events.index('time').openKeyCursor(IDBKeyRange.upperBound(now - dayMs), 'prev');
  const oldestTime = Number(witness?.key) - caps.maxAgeMs;
  await removeOldest(
    tx,
    { count, bytes },
    (left, oldest) => left.count > caps.maxEvents || left.bytes > caps.maxBytes || oldest.time < oldestTime,
  );
}

/** Puts events that a clock has dated beyond `limit` just behind the last that is not, in their order. */
async function bringBack(tx: Writing, limit: number): Promise<void> {
  const events = tx.objectStore('events');
  const ahead = await events.index('time').getAll(IDBKeyRange.lowerBound(limit, true));
  const before = ahead[0] && (await events.index('time').openKeyCursor(IDBKeyRange.upperBound(limit), 'prev'));
  if (!before) return;
  let time = before.key;
  for (const event of ahead.filter((event) => typeof event.time === 'number'))
    await events.put({ ...event, time: ++time });
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
async function readRecent(db: IDBPDatabase<EventSchema>, limit: number, oldestTime: number): Promise<RecordedEvent[]> {
  if (!(limit > 0)) return [];
  const byTime = db.transaction('events').store.index('time');
  let first = limit < 2 ** 31 ? await byTime.openKeyCursor(null, 'prev') : null;
  if (first && limit > 1) first = await first.advance(limit - 1);
  const events = await byTime.getAll(IDBKeyRange.lowerBound(Math.max(first?.key ?? oldestTime, oldestTime)));
  return events.slice(-limit); // several events may share the first one's time
}

/** Counts the events that are not too old, without reading them. */
async function count(tx: Reading, oldestTime: number): Promise<number> {
  const byTime = tx.objectStore('events').index('time');
  const oldest = await byTime.openKeyCursor();
  if (oldest && oldest.key < oldestTime) return byTime.count(IDBKeyRange.lowerBound(oldestTime));
  return (await readTotals(tx)).count;
}

async function clear(tx: Writing, upTo: number, now: number): Promise<void> {
  await tx.objectStore('state').clear();
  if (upTo === Number.POSITIVE_INFINITY) {
    await tx.objectStore('events').clear();
    await tx.objectStore('meta').clear();
    return;
  }
  // What is left is what happened since: seldom more than a few events, in one tab or another.
  const events = tx.objectStore('events');
  const kept = (await events.index('time').getAll(IDBKeyRange.lowerBound(upTo, true))).filter(
    (event) => event.time > upTo && !isErased(event, upTo, now),
  );
  await events.clear();
  for (const event of kept) await events.add(event);
  await putTotals(tx, { count: kept.length, bytes: kept.reduce((sum, event) => sum + bytesOf(event), 0) });
}

/** Reads the totals; where they are missing or damaged, counts anew. */
async function readTotals(tx: Reading): Promise<EventTotals> {
  const totals = await tx.objectStore('meta').get('totals');
  if (typeof totals === 'object' && Number.isFinite(totals.count) && Number.isFinite(totals.bytes)) return totals;
  const count = await tx.objectStore('events').count();
  const events = count > 0 ? await tx.objectStore('events').getAll() : [];
  return { count, bytes: events.reduce((sum, event) => sum + bytesOf(event), 0) };
}

/** Writes the totals; an empty store keeps no record at all, so that nothing is left after an erasure. */
async function putTotals(tx: Writing, totals: EventTotals): Promise<void> {
  const meta = tx.objectStore('meta');
  await (totals.count > 0 ? meta.put(totals, 'totals') : meta.delete('totals'));
}

/** A damaged record may not even become text. */
function bytesOf(record: RecordedEvent): number {
  try {
    return eventBytes(record);
  } catch {
    return 0;
  }
}
