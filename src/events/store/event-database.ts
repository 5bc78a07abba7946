import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { toVitrineError, VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../event/event.js';
import { toStorageError } from './storage-error.js';

/** What the events add up to, kept beside them so that the caps need no scan. */
export interface EventTotals {
  readonly count: number;
  readonly bytes: number;
}

/** The shopper's database: the events, the state derived from them, and the running totals. */
export interface EventSchema extends DBSchema {
  events: { key: string; value: RecordedEvent; indexes: { time: number } };
  state: { key: string; value: unknown };
  /** The totals, and the id of the grant under which everything here was recorded. */
  meta: { key: 'totals' | 'grant'; value: EventTotals | string };
}

/** A connection to the shopper's database that survives being lost. */
export interface EventDatabase {
  /**
   * Runs work on the open database; where the browser took the connection away, opens it anew and runs it once more.
   * So work must be harmless when repeated.
   *
   * @throws VitrineError `STORAGE_UNAVAILABLE` when the database does not open, `STORAGE_FULL` when the device
   * has no room left, `STORAGE_FAILED` when the work fails otherwise
   */
  run<T>(work: (database: IDBPDatabase<EventSchema>) => Promise<T>): Promise<T>;
  close(): void;
}

/** How a database is opened. */
export interface OpeningOptions {
  readonly openTimeoutMs?: number;
  /** Asked before a database is made that is not there, or emptied for another grant: false, and it is not. */
  readonly isWanted?: () => boolean;
}

/** The version of the schema; raise it together with a new step in `upgrade`. */
export const databaseVersion = 1;

/**
 * How long opening may take: Safari can leave it pending for ever, and so does a tab that blocks an upgrade. A starved
 * device was seen to take more than 5 s; waiting costs little, since events are safe in the journal meanwhile.
 */
const defaultOpenTimeoutMs = 20_000;

/** What engines throw when the connection is gone (https://github.com/firebase/firebase-js-sdk/issues/4948). */
const lostConnectionErrors = ['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'];

/**
 * Prepares the connection to the database `name`; nothing is opened before the first `run`.
 *
 * The connection closes whenever another tab wants to upgrade or delete the database, so that it never has to wait.
 */
export function createEventDatabase(name: string, options: OpeningOptions = {}): EventDatabase {
  let opening: Promise<IDBPDatabase<EventSchema>> | undefined;
  let isClosed = false;

  const disconnect = () => {
    opening?.then((database) => database.close()).catch(() => {});
    opening = undefined;
  };

  const connect = async () => {
    opening ??= open(name, options, disconnect);
    const current = opening;
    try {
      return await current;
    } catch (error) {
      if (opening === current) opening = undefined;
      throw error;
    }
  };

  let thawed: Promise<unknown> | undefined;
  // A page in the back/forward cache must keep nobody waiting, nor hear of anything: it would be thrown out of there.
  const onPageHide = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    disconnect();
    thawed = new Promise((resolve) => globalThis.addEventListener('pageshow', resolve, { once: true }));
  };
  // Before any other listener, whenever it was added: one that reads would begin a transaction which the page, frozen, never
  // ends.
  globalThis.addEventListener?.('pagehide', onPageHide, true);

  return {
    async run(work) {
      for (let isRetry = false; ; isRetry = true) {
        await thawed;
        if (isClosed) throw new VitrineError('STORAGE_FAILED', `the event store "${name}" is closed`);
        const database = await connect();
        try {
          return await work(database);
        } catch (error) {
          const isLost = lostConnectionErrors.includes((error as DOMException)?.name);
          if (isRetry || !isLost) throw toStorageError(error, `the event store "${name}" failed`);
          disconnect();
        }
      }
    },
    close() {
      isClosed = true;
      globalThis.removeEventListener?.('pagehide', onPageHide, true);
      disconnect();
    },
  };
}

async function open(
  name: string,
  { openTimeoutMs = defaultOpenTimeoutMs, isWanted = () => true }: OpeningOptions,
  disconnect: () => void,
): Promise<IDBPDatabase<EventSchema>> {
  let isBlocked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const request = openDB<EventSchema>(name, databaseVersion, {
      upgrade(database, _before, _after, transaction) {
        // However late it comes to that: a database that nobody may fill is not left behind.
        if (!isWanted()) {
          transaction.done.catch(() => {}); // the request fails, too
          return transaction.abort();
        }
        database.createObjectStore('events', { keyPath: 'id' }).createIndex('time', 'time');
        database.createObjectStore('state');
        database.createObjectStore('meta');
      },
      blocked: () => {
        isBlocked = true;
      },
      blocking: disconnect, // a connection that the browser ends shows in the next transaction
    });
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // Opening too late would hold a connection that nobody knows of.
        request.then((database) => database.close()).catch(() => {});
        reject(new Error(isBlocked ? 'another tab blocks its upgrade' : `it did not open within ${openTimeoutMs} ms`));
      }, openTimeoutMs);
    });
    return await Promise.race([request, timeout]);
  } catch (error) {
    const hint = (error as DOMException)?.name === 'VersionError' ? ' (written by a newer version of Vitrine)' : '';
    throw toVitrineError(error, 'STORAGE_UNAVAILABLE', `the database "${name}" cannot be opened${hint}`);
  } finally {
    clearTimeout(timer);
  }
}
