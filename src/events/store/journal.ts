import { VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../event/event.js';
import { toJson } from '../event/raw-json.js';
import { storedKeys } from '../local-storage/stored-keys.js';
import { unlessRefused } from '../local-storage/unless-refused.js';
import { toStorageError } from './storage-error.js';

/** Events that are on their way into the store, written down synchronously so that leaving the page loses none. */
export interface Journal {
  /** Writes one entry before it returns; false where that is not possible, which is reported. Never throws. */
  write(event: RecordedEvent): boolean;
  remove(ids: Iterable<string>): void;
  /** Keeps room for later entries, before the shop's own data fills the storage. Call it with consent only. */
  reserve(): void;
  /** Returns the length of this page's entries, in UTF-16 units. */
  length(): number;
  /** Removes every entry of every tab, and the room that was kept. */
  clear(): void;
}

/** Where the journal lives, and who hears of its failures. */
export interface JournalOptions {
  readonly namespace: string;
  /** Null where the browser has none or refuses it: then nothing is ever written. */
  readonly storage: Storage | null;
  /** Returns the id of the grant that entries are written under; undefined where the device keeps none. */
  readonly grant: () => string | undefined;
  readonly onError: (error: VitrineError) => void;
}

/** Makes the error that tells a shop that its page tracks more than any shopper does. */
export const tooManyEvents = () => new VitrineError('TOO_MANY_EVENTS', 'too many events at once');

/** Most entries that a device without a database keeps; beyond, the older half goes. */
export const maxJournalEntries = 1000;

/** Most text that one page's entries may hold, in UTF-16 units: localStorage is the shop's, and holds about 5 million. */
export const maxJournalLength = 400_000;

/** Room that is kept for entries, in UTF-16 units: about a hundred events. */
export const reservedLength = 20_000;

/** Returns how the keys of all entries begin; the event's id follows. */
export const journalPrefix = (namespace: string): string => `${namespace}:journal:`;

/**
 * Creates the journal: one localStorage key an event, `${namespace}:journal:${id}`, so that tabs never overwrite each
 * other and a replayed entry is recognised by its id. `${namespace}:room` holds blanks, and gives way to entries where the
 * storage is full.
 *
 * IndexedDB alone is not enough: a transaction that has begun when the shopper follows a link is often lost.
 */
export function createJournal({
  namespace,
  storage,
  grant = () => undefined,
  onError = () => {},
}: JournalOptions): Journal {
  const prefix = journalPrefix(namespace);
  const roomKey = `${namespace}:room`;
  /** The lengths of this page's own entries, by event id, and their sum. */
  const lengths = new Map<string, number>();
  let length = 0;

  const remove = (ids: Iterable<string>) => {
    for (const id of ids) {
      unlessRefused(() => storage?.removeItem(prefix + id));
      length -= lengths.get(id) ?? 0;
      lengths.delete(id);
    }
  };

  const put = (id: string, text: string) => {
    if (length + text.length > maxJournalLength) {
      throw tooManyEvents();
    }
    try {
      storage!.setItem(prefix + id, text);
    } catch {
      storage!.removeItem(roomKey);
      storage!.setItem(prefix + id, text);
    }
    length += text.length;
    lengths.set(id, text.length);
    return true;
  };

  return {
    write(event) {
      try {
        return storage !== null && put(event.id, toJson({ ...event, grant: grant() }));
      } catch (error) {
        onError(toStorageError(error, 'localStorage refused'));
        return false;
      }
    },
    remove,
    reserve: () =>
      void unlessRefused(() => storage?.getItem(roomKey) ?? storage?.setItem(roomKey, ' '.repeat(reservedLength))),
    length: () => length,
    clear() {
      lengths.clear();
      length = 0;
      unlessRefused(() => {
        for (const key of [...storedKeys(storage, prefix), roomKey]) storage?.removeItem(key);
      });
    },
  };
}
