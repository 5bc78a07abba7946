import { createEventId } from '../event/event-id.js';
import { unlessRefused } from '../local-storage/unless-refused.js';

/**
 * Whether the shopper lets Vitrine remember: not asked yet, yes, or no. Nothing is written to the device unless granted.
 */
export type Consent = 'pending' | 'granted' | 'denied';

/**
 * The grant that all tabs of the shopper record under, as localStorage remembers it. A grant has a random id. Consent that
 * is withdrawn ends the grant, and the next yes begins another one: what was written under a grant that has ended is never
 * taken for something that the shopper agreed to later. A no is never stored: it erases.
 */
export interface GrantMemory {
  /** Returns whether the shopper said yes explicitly, on this page or an earlier one. */
  isGranted(): boolean;
  /** Returns the id of the grant that stands; null where there is none or it has ended, undefined where nothing can be read. */
  current(): string | null | undefined;
  /** Joins the grant that stands, or begins one. The shopper's own yes (`isYes`) is found by the next page, too. */
  begin(isYes: boolean): void;
  /** Returns the id of the grant that this page records under; undefined where the device does not keep it. */
  own(): string | undefined;
  /** Returns whether the grant that this page records under still stands; true where the device keeps none. */
  stands(): boolean;
  /** Leaves the grant that this page records under, which has ended elsewhere, and returns its id. */
  leave(): string | undefined;
  /** Takes a grant for ended, whatever localStorage says: this tab may see late what another one has removed. */
  retire(id: string): void;
  /** Removes what localStorage still holds of a grant that has ended: this tab may have written it once more. */
  removeRetired(): void;
  /** Returns the time up to which everything was erased under the grant that stands (ms since 1970), or 0. */
  erasedUpTo(): number;
  /** Notes that everything up to that time is erased, for tabs that have not heard of it. */
  noteErasure(upTo: number): void;
  /** Ends the grant that stands, for all tabs, and returns its id. */
  end(): string | null | undefined;
  /** Removes something else that was kept with the grant. */
  forgetKey(key: string): void;
}

/**
 * Decides what a page starts with.
 *
 * A remembered grant was explicit, so it outweighs both a `pending` option and Global Privacy Control. Where the shop
 * merely passes `granted`, the browser's privacy signal counts as denial.
 *
 * @param hasPrivacySignal `navigator.globalPrivacyControl`
 * @see https://w3c.github.io/gpc/
 * @example startingConsent('granted', false, true) // 'denied'
 */
export function startingConsent(option: Consent, isRemembered: boolean, hasPrivacySignal: boolean): Consent {
  if (option === 'denied') return 'denied';
  if (isRemembered) return 'granted';
  return option === 'granted' && hasPrivacySignal ? 'denied' : option;
}

/**
 * Remembers an explicit yes under `${namespace}:consent`; the id of the grant that stands, explicit or passed by the shop, under
 * `${namespace}:grant`; and, under `${namespace}:erased`, that id and the time of the last erasure under it. A grant that has
 * ended is never begun again: two tabs may act at once, and localStorage does not say which was first.
 *
 * @param storage null where there is none: then the shop asks again on the next page
 */
export function createGrantMemory(namespace: string, storage: Storage | null): GrantMemory {
  const yesKey = `${namespace}:consent`;
  const grantKey = `${namespace}:grant`;
  const erasedKey = `${namespace}:erased`;
  const ended = new Set<string>();
  const read = (key: string) => unlessRefused(() => storage?.getItem(key));
  const write = (key: string, value: string) => unlessRefused(() => storage?.setItem(key, value));
  const remove = (key: string) => unlessRefused(() => storage?.removeItem(key));
  let own: string | undefined;
  let isKept = false;

  const isEnded = () => ended.has(read(grantKey) ?? '');
  const current = () => (isEnded() ? null : read(grantKey));
  const keep = (isYes = false) => {
    const found = current();
    own = found || own || createEventId();
    // Another tab may just have ended what seems to stand here: the shopper's own yes says that it does.
    if (!found || isYes) write(grantKey, own);
    isKept = current() === own;
  };
  const leave = () => {
    const left = own;
    if (left) ended.add(left);
    own = undefined;
    isKept = false;
    return left;
  };
  const removeAll = () => {
    for (const key of [yesKey, grantKey, erasedKey]) remove(key);
  };
  return {
    isGranted: () => read(yesKey) === 'granted' && !isEnded(),
    current,
    erasedUpTo() {
      const [id, upTo] = read(erasedKey)?.split(' ') ?? [];
      return id && id === current() ? Number(upTo) : 0;
    },
    noteErasure: (upTo) => void (current() === own && write(erasedKey, `${own} ${upTo}`)),
    begin(isYes) {
      keep(isYes);
      // After the grant's id, which another tab would make up where it saw the yes alone.
      if (isYes) write(yesKey, 'granted');
    },
    own: () => (isKept ? own : undefined),
    stands() {
      if (own && !isKept) keep(); // there may be room by now
      const found = current();
      return !isKept || found === undefined || found === own;
    },
    leave,
    retire: (id) => void ended.add(id),
    removeRetired() {
      if (isEnded()) removeAll();
    },
    end() {
      const found = current();
      if (found) ended.add(found);
      removeAll();
      leave();
      return found;
    },
    forgetKey: remove,
  };
}
