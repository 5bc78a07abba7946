import { toVitrineError, type VitrineError } from '../errors.js';
import type { EventStore } from '../events/event-store.js';
import { answered } from './answered.js';
import { recordKey } from './protocol.js';
import type { ScoredShopper, Shopper } from './shopper.js';

/** Keeps the order record on the device up to date, off the path of the answers. */
export interface RecordKeeper {
  /**
   * Makes a record of the scores and has it kept, unless they are outdated by then, or neither they nor the lists shown have
   * changed since the last one.
   *
   * @returns when that is done, or has failed; at any rate after the answer that waits has left
   */
  save(scored: ScoredShopper): Promise<void>;
  /** Removes what is stored in the database, after whatever is being written. */
  erase(): Promise<void>;
}

/** What a keeper works with. */
export interface RecordKeeperParts {
  /** Where the record goes if the page's localStorage does not take it; null keeps nothing at all. */
  readonly store: EventStore | null;
  readonly shopper: Pick<Shopper, 'isCurrent' | 'timesShown' | 'toRecord'>;
  /** Hands the record's text to the page; false where the page does not keep it. */
  keep(text: string): Promise<boolean>;
  onError(error: VitrineError): void;
}

export function createRecordKeeper({ store, shopper, keep, onError }: RecordKeeperParts): RecordKeeper {
  let last: ScoredShopper | undefined;
  let lastShown: number | undefined;
  let writing: Promise<void> = Promise.resolve();
  /** Whether the database may hold a record: of this page, or of an earlier one. */
  let isStored = true;
  const write = async (scored: ScoredShopper) => {
    await answered();
    if (!shopper.isCurrent(scored)) return; // the call that outdated it saves in its turn
    const text = shopper.toRecord(scored);
    if (text === null) return;
    const isKept = await keep(text);
    // What was forgotten meanwhile is kept nowhere.
    if (!shopper.isCurrent(scored) || (isKept && !isStored)) return;
    isStored = !isKept;
    await store?.setState(recordKey, isKept ? undefined : text);
  };
  const inTurn = (work: () => Promise<void> | undefined): Promise<void> => {
    writing = writing.then(work).catch((error) => onError(toVitrineError(error, 'STORAGE_FAILED', 'order record')));
    return writing;
  };
  return {
    save(scored) {
      const shown = shopper.timesShown();
      if (!store || (scored === last && shown === lastShown)) return answered();
      [last, lastShown] = [scored, shown];
      return inTurn(() => write(scored));
    },
    erase: () => inTurn(() => store?.setState(recordKey, undefined)),
  };
}
