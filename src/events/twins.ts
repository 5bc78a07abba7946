import { itemIdsOf, type ShopEvent, type ShopEventType } from './event.js';

/** Sources report what the shopper does at the same moment. */
const momentMs = 500;

/** What a page is about, sources report as each comes to it while the page loads. */
const pageMs = 30_000;
const pageTypes: readonly ShopEventType[] = ['view_item', 'view_item_list', 'search', 'begin_checkout', 'purchase'];

/** Most events that are held against each other. */
const maxRemembered = 100;

/**
 * Tells an action that two sources saw (markup and data layer, say) from two actions.
 *
 * The same type and items (or query) from another source within half a second are one action; for what a page says of
 * itself on loading (views, lists, searches, checkout, purchase) it is half a minute. Each source can see an action only
 * once, so that the same from the same source is another action.
 *
 * @returns whether an event is one that another source has told of; `time` in ms
 */
export function createTwinFinder(): (event: ShopEvent, source: string, time: number) => boolean {
  const remembered: { key: string; time: number; sources: string[] }[] = [];
  return (event, source, time) => {
    const key = JSON.stringify([event.type, itemIdsOf(event), 'query' in event && event.query.trim().toLowerCase()]);
    const limitMs = pageTypes.includes(event.type) ? pageMs : momentMs;
    const twin = remembered.find(
      (other) => other.key === key && time - other.time <= limitMs && !other.sources.includes(source),
    );
    if (twin) twin.sources.push(source);
    else if (remembered.push({ key, time, sources: [source] }) > maxRemembered) remembered.shift();
    return twin !== undefined;
  };
}
