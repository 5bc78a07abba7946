import { toVitrineError, type VitrineError } from '../../errors.js';
import type { EventStore } from '../../events/store/event-store.js';
import { recordKey } from '../wire/protocol.js';
import type { ScoredShopper, Shopper } from './shopper.js';

/** Makes the order record for the page, and stores it where the page cannot keep it. */
export interface RecordKeeper {
  /** Makes a record of the scores; null without history, and where neither they nor the lists shown have changed since. */
  make(scored: ScoredShopper): string | null;
  /** Stores a record in the database; null removes the one that is there. */
  store(text: string | null): Promise<void>;
}

/** @param store null keeps nothing */
export function createRecordKeeper(
  store: EventStore | null,
  shopper: Pick<Shopper, 'timesShown' | 'toRecord'>,
  onError: (error: VitrineError) => void,
): RecordKeeper {
  let last: ScoredShopper | undefined;
  let lastShown: number | undefined;
  return {
    make(scored) {
      const shown = shopper.timesShown();
      if (!store || (scored === last && shown === lastShown)) return null;
      [last, lastShown] = [scored, shown];
      return shopper.toRecord(scored);
    },
    async store(text) {
      try {
        await store?.setState(recordKey, text ?? undefined);
      } catch (error) {
        onError(toVitrineError(error, 'STORAGE_FAILED', 'order record'));
      }
    },
  };
}
