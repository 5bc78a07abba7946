import { VitrineError } from '../errors.js';
import { parseRecordedEvent, type RecordedEvent } from './event.js';
import { byTime, eventBytes } from './event-store.js';
import { toStorageError } from './storage-error.js';
import { storedKeys } from './stored-keys.js';

/** Events that are on their way into the store, written down synchronously so that leaving the page loses none. */
export interface Journal {
  /** Writes one entry before it returns; false where the device refuses it. Never throws. */
  write(event: RecordedEvent): boolean;
  /** Every entry of every tab, oldest first. A corrupt one is dropped and reported. */
  entries(): RecordedEvent[];
  remove(ids: Iterable<string>): void;
  clear(): void;
}

/** Where the journal lives, and who hears of its failures. */
export interface JournalOptions {
  readonly namespace: string;
  /** Null where the browser has none or refuses it: then nothing is ever written. */
  readonly storage: Storage | null;
  readonly onError?: (error: VitrineError) => void;
}

/** Most entries that are kept; the oldest go first. They add up only where IndexedDB does not work. */
export const maxJournalEntries = 200;

/** Most text that they may hold together, in UTF-16 units: localStorage is the shop's, and holds about 5 million. */
export const maxJournalLength = 200_000;

/**
 * Creates the journal: one localStorage key an event, `${namespace}:journal:${id}`, so that tabs never overwrite each
 * other and a replayed entry is recognised by its id.
 *
 * IndexedDB alone is not enough: a transaction that has begun when the shopper follows a link is often lost.
 */
export function createJournal({ namespace, storage, onError = () => {} }: JournalOptions): Journal {
  const prefix = `${namespace}:journal:`;
  const keys = () => storedKeys(storage, prefix);

  const read = (key: string): RecordedEvent[] => {
    const text = storage!.getItem(key);
    if (text === null) return []; // another tab has just removed it
    try {
      return [parseRecordedEvent(JSON.parse(text))];
    } catch {
      storage!.removeItem(key);
      onError(new VitrineError('EVENT_INVALID', `dropped a corrupt journal entry of ${text.length} characters`));
      return [];
    }
  };

  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      onError(toStorageError(error, 'localStorage refused the journal'));
      return otherwise;
    }
  };

  const entries = () => attempt(() => keys().flatMap(read).sort(byTime), []);
  const remove = (ids: Iterable<string>) => {
    for (const id of ids) attempt(() => storage?.removeItem(prefix + id), undefined);
  };

  const makeRoom = (text: string) => {
    const found = keys();
    let length = text.length;
    for (const key of found) length += storage!.getItem(key)?.length ?? 0;
    const isOver = (count: number) => count >= maxJournalEntries || length > maxJournalLength;
    if (!isOver(found.length)) return;
    const current = entries();
    const kept = current.findIndex((event, i) => {
      const isKept = !isOver(current.length - i);
      length -= eventBytes(event);
      return isKept;
    });
    remove(current.slice(0, kept < 0 ? current.length : kept).map((event) => event.id));
  };

  return {
    write: (event) =>
      attempt(() => {
        if (!storage) return false;
        const text = JSON.stringify(event);
        makeRoom(text);
        storage.setItem(prefix + event.id, text);
        return true;
      }, false),
    entries,
    remove,
    clear: () =>
      attempt(() => {
        for (const key of keys()) storage!.removeItem(key);
      }, undefined),
  };
}
