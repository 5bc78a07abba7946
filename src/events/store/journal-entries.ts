import { VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../event/event.js';
import { storedKeys } from '../local-storage/stored-keys.js';
import { byTime } from './event-store.js';
import { journalPrefix } from './journal.js';
import { toStorageError } from './storage-error.js';

/** Where the journal lives, how its entries are read, and who hears of its failures. */
export interface JournalEntriesOptions {
  readonly namespace: string;
  /** Null where the browser has none: then there are no entries. */
  readonly storage: Storage | null;
  /** Returns the id of the grant that the page records under; undefined where the device keeps none. */
  readonly grant: () => string | undefined;
  /** Checks an entry, as `parseRecordedEvent` does. */
  readonly parse: (entry: unknown) => RecordedEvent;
  readonly onError: (error: VitrineError) => void;
}

/**
 * Reads what every tab has in the journal, oldest first.
 *
 * A corrupt entry is dropped and reported, one of a grant that has ended is dropped. One of no grant was written by an older
 * version of Vitrine.
 */
export function readJournalEntries(options: JournalEntriesOptions): RecordedEvent[] {
  const { namespace, storage, grant, parse, onError } = options;
  const own = grant();
  const read = (key: string): RecordedEvent[] => {
    const text = storage!.getItem(key);
    if (text === null) return []; // another tab has just removed it
    try {
      const entry = JSON.parse(text);
      if (!entry.grant || entry.grant === own) return [parse(entry)];
      if (own) storage!.removeItem(key);
    } catch {
      storage!.removeItem(key);
      onError(new VitrineError('EVENT_INVALID', `dropped a corrupt journal entry of ${text.length} characters`));
    }
    return [];
  };
  try {
    return storedKeys(storage, journalPrefix(namespace)).flatMap(read).sort(byTime);
  } catch (error) {
    onError(toStorageError(error, 'localStorage refused the journal'));
    return [];
  }
}
