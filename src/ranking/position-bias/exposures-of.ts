import type { RecordedEvent } from '../../events/event/event.js';
import { addSighting, type Exposure, type Sighting } from './exposure.js';

export interface ExposuresOptions {
  /** After how many days a sighting counts half. */
  readonly halfLifeDays: number;
  /** Most counts that are kept, those that were seen last. Default 1000. */
  readonly maxExposures?: number;
}

/** A click belongs to a sighting that is no older. */
const visitMs = 30 * 60 * 1000;

/** Sightings are gathered before they are recorded, so that a click may have been recorded first. */
const gatheredMs = 5000;

/**
 * What the shopper saw at which place, and clicked there, from the device's own events: each item of a `view_item_list`
 * that tells `places` and `seenMs` was seen (`recordImpressions` in 'vitrine/sources' records these), and a `select_item`
 * of the same item and list, soon after, is its click.
 *
 * So nothing more is stored than the events are, within their caps, with their consent, and until they are erased.
 *
 * @param events in any order, such as `(await vitrine.exportData()).events`
 * @returns one count for each item and place, [n], n at most `maxExposures`
 * @example
 * const { events } = await vitrine.exportData();
 * dampSkipped({ exposures: exposuresOf(events, { halfLifeDays: 14 }), maxPenalty: 1, halfLifeDays: 14 });
 */
export function exposuresOf(events: Iterable<RecordedEvent>, options: ExposuresOptions): Exposure[] {
  const { halfLifeDays, maxExposures = 1000 } = options;
  const exposures = new Map<string, Exposure>();
  for (const sighting of sightingsOf(events)) {
    const key = JSON.stringify([sighting.itemId, sighting.place]);
    const counted = addSighting(exposures.get(key), sighting, halfLifeDays);
    exposures.delete(key); // to the end: the order is by the last sighting
    exposures.set(key, counted);
    if (exposures.size > maxExposures) exposures.delete(exposures.keys().next().value!);
  }
  return [...exposures.values()];
}

/** In the order of time. */
function sightingsOf(events: Iterable<RecordedEvent>): Sighting[] {
  const ordered = [...events].sort((a, b) => a.time - b.time);
  const sightings: (Sighting & { readonly listId?: string; isClicked: boolean })[] = [];
  for (const { type, ...event } of ordered) {
    if (type !== 'view_item_list' || !('places' in event) || !event.places || event.seenMs === undefined) continue;
    const { itemIds, places, listId, time } = event;
    itemIds.forEach((itemId, i) => {
      if (places[i] !== undefined) sightings.push({ itemId, place: places[i], listId, at: time, isClicked: false });
    });
  }
  const byItem = new Map<string, typeof sightings>();
  for (const sighting of sightings) byItem.set(sighting.itemId, [...(byItem.get(sighting.itemId) ?? []), sighting]);
  for (const click of ordered) {
    if (click.type !== 'select_item') continue;
    // The latest sighting is the page that was clicked on.
    const seen = byItem.get(click.itemId)?.findLast(({ at, listId }) => {
      const isSameList = click.listId === undefined || listId === click.listId;
      return isSameList && at <= click.time + gatheredMs && click.time - at <= visitMs;
    });
    if (seen) seen.isClicked = true;
  }
  return sightings;
}
