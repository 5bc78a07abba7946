import { toJson } from '../event/raw-json.js';

/** What this device keeps for experiments and exploration, and erases with everything else. */
export interface DeviceNote {
  /** An integer from 0 to 9,999, drawn once: it sorts devices into groups, and is too small to tell them apart. */
  readonly lot: number;
  /** What a tester wants to see, whatever the lot says; such a device tells no exposures. */
  readonly forced?: Variant;
  /** What was clicked at which place, as far as somebody counts: see `countClicks`. */
  readonly clicks?: ClickCounts;
  /** The id of the click that was counted last: several tabs hear of it. */
  readonly lastClick?: string;
}

/** Whether lists keep the shop's order, to compare with, or are ranked. */
export type Variant = 'holdout' | 'ranked';

/** Counts of one list of the page, once for each way in which it was shown. */
export type ClickCounts = Readonly<Record<string, Readonly<Partial<Record<ListOrder, ListCounts>>>>>;

/** In the model's order, or in the shop's, for whatever reason. */
export type ListOrder = 'ranked' | 'shop';

export interface ListCounts {
  /** How many page views showed the list. */
  readonly shown: number;
  /** Clicks by place, from 0; the last counts all that lie further down. */
  readonly clicks: readonly number[];
}

/** How many lots there are. */
export const nLots = 10_000;

/** Where the note lives in localStorage. */
export const noteKey = (namespace: string): string => `${namespace}:experiment`;

/**
 * Reads the note; what cannot be read counts as none.
 *
 * @param storage null where the browser has none
 */
export function readNote(namespace: string, storage: Storage | null): DeviceNote | null {
  try {
    const note: DeviceNote | null = JSON.parse(storage!.getItem(noteKey(namespace))!);
    return note && note.lot >= 0 && note.lot < nLots ? note : null;
  } catch {
    return null;
  }
}

/**
 * Reads the note, or draws a lot and keeps it. Call it with consent only.
 *
 * @returns null where the device keeps nothing: then it takes part in nothing that has to stay the same
 */
export function keepNote(namespace: string, storage: Storage | null): DeviceNote | null {
  try {
    if (!readNote(namespace, storage)) storage!.setItem(noteKey(namespace), toJson({ lot: drawLot() }));
  } catch {
    // Refused: below, there is none.
  }
  return readNote(namespace, storage);
}

/** Writes what changed of a note; where the device refuses it, nothing changes. Call it with consent only. */
export function changeNote(namespace: string, storage: Storage | null, change: (note: DeviceNote) => DeviceNote): void {
  const note = keepNote(namespace, storage);
  try {
    if (note) storage!.setItem(noteKey(namespace), toJson(change(note)));
  } catch {
    // Counts are not worth a failure.
  }
}

/** From the browser and not from the seeded generator: devices must not agree. */
export function drawLot(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] % nLots;
}
