import { orderKey, orderStamp, readOrderText } from '../local-storage/order-text.js';
import { unlessRefused } from '../local-storage/unless-refused.js';
import type { GrantMemory } from './consent.js';

/** Keeps the text of the order record in localStorage, as long as the grant stands under which it was made. */
export interface OrderMemory {
  /** Returns the text; null where there is none, or the shopper's consent does not cover it. */
  read(): string | null;
  /** Keeps a text in place of the one before; false where localStorage does not take it. Call it with consent only. */
  write(text: string): boolean;
  /** Removes the text, unless it was made since the erasure that another tab began. */
  erase(isElsewhere: boolean): void;
}

/** @param storage null where the browser has none */
export function createOrderMemory(namespace: string, storage: Storage | null, grants: GrantMemory): OrderMemory {
  const key = orderKey(namespace);
  const read = () =>
    storage && grants.current() ? (unlessRefused(() => readOrderText(namespace, storage)) ?? null) : null;
  const remove = () => void unlessRefused(() => storage?.removeItem(key));
  return {
    read,
    write(text) {
      const grant = grants.stands() && grants.own();
      const isKept = unlessRefused(() => {
        if (!grant || !storage) return false;
        storage.setItem(key, orderStamp(grant, grants.erasedUpTo()) + text);
        return true;
      });
      // A shorter text may stand there still, from before what this one knows.
      if (!isKept) remove();
      return isKept ?? false;
    },
    erase(isElsewhere) {
      if (!isElsewhere || read() === null) remove();
    },
  };
}
