import { toVitrineError, type VitrineError } from '../errors.js';
import type { EventStore } from '../events/event-store.js';
import { snapshotKey } from '../ranking/snapshot.js';
import { answered } from './answered.js';
import type { ScoredShopper, Shopper } from './shopper.js';

/** Keeps the stored score snapshot up to date, off the path of the answers. */
export interface SnapshotKeeper {
  /**
   * Stores what the scores give, unless they were stored already or are outdated by then.
   *
   * @returns when that is done, or has failed; at any rate after the answer that waits has left
   */
  save(scored: ScoredShopper): Promise<void>;
  /** Removes the snapshot, after whatever is being written. */
  erase(): Promise<void>;
}

/** @param store null keeps nothing */
export function createSnapshotKeeper(
  store: EventStore | null,
  shopper: Shopper,
  onError: (error: VitrineError) => void,
): SnapshotKeeper {
  let last: ScoredShopper | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = async (scored: ScoredShopper) => {
    await answered();
    if (!shopper.isCurrent(scored)) return; // the call that outdated it saves in its turn
    const snapshot = shopper.toSnapshot(scored);
    if (snapshot) await store?.setState(snapshotKey, snapshot);
  };
  const inTurn = (work: () => Promise<void> | undefined): Promise<void> => {
    writing = writing.then(work).catch((error) => onError(toVitrineError(error, 'STORAGE_FAILED', 'score snapshot')));
    return writing;
  };
  return {
    save(scored) {
      if (!store || scored === last) return answered();
      last = scored;
      return inTurn(() => write(scored));
    },
    erase: () => inTurn(() => store?.setState(snapshotKey, undefined)),
  };
}
