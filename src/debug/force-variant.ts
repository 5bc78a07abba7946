import { changeNote } from '../events/local-storage/device-note.js';
import { findStorage } from '../events/recording/device.js';
import type { Variant, Vitrine } from '../index.js';

/**
 * Shows this device a variant whatever it drew, on this page's next lists and on later pages, until it is undone or
 * erased. With consent only; a device that is forced tells no exposures. Where nothing is held out it changes nothing.
 *
 * @param variant undefined lets the lot decide again
 */
export function forceVariant(vitrine: Vitrine, variant: Variant | undefined): void {
  if (vitrine.consent() !== 'granted') return;
  changeNote(vitrine.namespace, findStorage(), ({ forced: _, ...note }) => ({
    ...note,
    ...(variant ? { forced: variant } : {}),
  }));
}
