import { unlessRefused } from './unless-refused.js';

/**
 * An erasure that is not done yet: it was cut short by leaving the page, or storage has refused it. What was to be erased is
 * erased as soon as the database can be reached, on this page or a later one, before anything is read from it.
 */
export interface ErasureDebt {
  /** Events up to and including this time are still to go (ms since 1970); undefined where nothing is owed. */
  upTo(): number | undefined;
  owe(upTo: number): void;
  settle(): void;
}

/**
 * Remembers the debt under `${namespace}:erase`: a time, and nothing about the shopper.
 *
 * @param storage null where there is none: then it is remembered for as long as the page lives
 */
export function createErasureDebt(namespace: string, storage: Storage | null): ErasureDebt {
  const key = `${namespace}:erase`;
  let owed: number | undefined;
  return {
    upTo: () => owed ?? (Number(unlessRefused(() => storage?.getItem(key))) || undefined),
    owe(upTo) {
      owed = upTo;
      unlessRefused(() => storage?.setItem(key, String(upTo)));
    },
    settle() {
      owed = undefined;
      unlessRefused(() => storage?.removeItem(key));
    },
  };
}
