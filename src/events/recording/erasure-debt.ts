import { createEventId } from '../event/event-id.js';
import { storedKeys } from '../local-storage/stored-keys.js';
import { unlessRefused } from '../local-storage/unless-refused.js';

/**
 * Erasures that are not done yet: they were cut short by leaving the page, or storage has refused them. What was to be
 * erased is erased as soon as the database can be reached, on this page or a later one, before anything is read from it.
 */
export interface ErasureDebt {
  /** Events up to and including this time are still to go (ms since 1970); undefined where nobody owes anything. */
  upTo(): number | undefined;
  /** This page begins to erase. */
  owe(upTo: number): void;
  /**
   * Clears this page's pending erasure, and those of other pages with an earlier cutoff. It keeps those with an equal
   * cutoff: another page may have begun to open the database before.
   */
  settle(before?: number): void;
}

/**
 * Remembers each page's debt under `${namespace}:erase:${id}`: a time, and nothing about the shopper.
 *
 * @param storage null where there is none: then it is remembered for as long as the page lives
 */
export function createErasureDebt(namespace: string, storage: Storage | null): ErasureDebt {
  const prefix = `${namespace}:erase:`;
  const own = prefix + createEventId();
  let owed = 0;
  const keys = () => unlessRefused(() => storedKeys(storage, prefix)) ?? [];
  return {
    upTo: () => Math.max(owed, ...keys().map((key) => Number(storage!.getItem(key)))) || undefined,
    owe(upTo) {
      owed = upTo;
      unlessRefused(() => storage?.setItem(own, String(upTo)));
    },
    settle(before = 0) {
      owed = 0;
      for (const key of keys()) if (key === own || Number(storage!.getItem(key)) < before) storage!.removeItem(key);
    },
  };
}
