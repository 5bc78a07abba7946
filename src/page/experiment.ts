import { type DeviceNote, nLots, type Variant } from '../events/local-storage/device-note.js';

/** Told once for a slot and page view, for the shop's own analytics: which variant was shown where, and nothing else. */
export interface ExposureEvent {
  readonly variant: Variant;
  readonly slot: string;
}

/**
 * The variant of a device: the lots below the share are held out, so that a share that is raised or lowered moves only
 * the devices between the two.
 *
 * @param holdout share of devices, 0..1
 * @returns null where there is no experiment: the share is 0, or the device keeps no note
 * @example variantOf({ lot: 999 }, 0.1) // 'holdout'
 */
export function variantOf(note: DeviceNote | null, holdout: number): Variant | null {
  return note && holdout > 0 ? (note.forced ?? (note.lot < holdout * nLots ? 'holdout' : 'ranked')) : null;
}

/**
 * Decides, list by list, whether this device is held out, and tells of it: once for a slot and address. Every list that
 * is asked for with consent is told of, in both variants alike, whether or not the model could order it, so that the two
 * can be compared.
 *
 * @param readNote null without consent
 */
export function createExperiment(
  holdout: number,
  readNote: () => DeviceNote | null,
  tell: (exposure: ExposureEvent) => void,
): (slot?: string) => boolean {
  const told = new Map<string, string>();
  return (slot) => {
    const note = holdout > 0 ? readNote() : null;
    const variant = variantOf(note, holdout);
    const address = location.pathname + location.search;
    if (slot && variant && !note?.forced && told.get(slot) !== address) {
      told.set(slot, address);
      tell({ variant, slot });
    }
    return variant === 'holdout';
  };
}
