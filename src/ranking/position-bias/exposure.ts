import { dayMs, leftAfter } from '../half-life.js';

/**
 * How often an item was seen at a place, and clicked there: what a page must keep, on the device, for `dampSkipped`.
 *
 * Seen is once a page view, and only what was in view: an item that was never scrolled to was not skipped.
 */
export interface Exposure {
  readonly itemId: string;
  /** From 0, as the shopper saw it. */
  readonly place: number;
  /** Times seen, older ones counting less. */
  readonly shown: number;
  /** Of those, times clicked. */
  readonly clicks: number;
  /** When it was seen last, ms since 1970; the counts are as of then. */
  readonly at: number;
}

/** An item was seen once. */
export interface Sighting {
  readonly itemId: string;
  readonly place: number;
  readonly isClicked: boolean;
  /** ms since 1970 */
  readonly at: number;
}

/**
 * Counts one more sighting, while the earlier ones fade.
 *
 * @param earlier of the same item at the same place; undefined for the first time
 * @param halfLifeDays after how many days a sighting counts half
 * @example
 * addSighting(undefined, { itemId: 'mug', place: 3, isClicked: true, at: 0 }, 14)
 * // { itemId: 'mug', place: 3, shown: 1, clicks: 1, at: 0 }
 */
export function addSighting(earlier: Exposure | undefined, sighting: Sighting, halfLifeDays: number): Exposure {
  const { itemId, place, isClicked, at } = sighting;
  const faded = earlier ? fadeExposure(earlier, at, halfLifeDays) : { shown: 0, clicks: 0, at };
  return { itemId, place, shown: faded.shown + 1, clicks: faded.clicks + (isClicked ? 1 : 0), at: faded.at };
}

/** The counts as they stand at a later time; a clock that was put back fades nothing. */
export function fadeExposure(exposure: Exposure, now: number, halfLifeDays: number): Exposure {
  const left = leftAfter(Math.max(0, now - exposure.at) / dayMs, halfLifeDays);
  return {
    ...exposure,
    shown: exposure.shown * left,
    clicks: exposure.clicks * left,
    at: Math.max(now, exposure.at),
  };
}
