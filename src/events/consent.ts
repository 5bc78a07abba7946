import { unlessRefused } from './unless-refused.js';

/**
 * Whether the shopper lets Vitrine remember: not asked yet, yes, or no. Nothing is written to the device unless granted.
 */
export type Consent = 'pending' | 'granted' | 'denied';

/** A shopper's explicit yes, remembered for the next page. A no is never stored: it erases. */
export interface GrantMemory {
  isGranted(): boolean;
  remember(): void;
  forget(): void;
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
 * Remembers an explicit grant under `${namespace}:consent`.
 *
 * @param storage null where there is none: then the shop asks again on the next page
 */
export function createGrantMemory(namespace: string, storage: Storage | null): GrantMemory {
  const key = `${namespace}:consent`;
  return {
    isGranted: () => unlessRefused(() => storage?.getItem(key)) === 'granted',
    remember: () => unlessRefused(() => storage?.setItem(key, 'granted')),
    forget: () => unlessRefused(() => storage?.removeItem(key)),
    forgetKey: (other) => unlessRefused(() => storage?.removeItem(other)),
  };
}
