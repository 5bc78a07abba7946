import type { ShopEvent } from './event.js';

/** Sources report what the shopper does at the same moment. */
const momentMs = 500;

/** What a page is about, sources report as each comes to it while the page loads. */
const pageMs = 30_000;
const pageTypes = /^(view|search|begin|purchase)/;

/** An app that renders twice, or a page whose script runs twice, tells of a page twice in this time. */
const againMs = 1000;

/** What events are about, whatever their type. */
interface About {
  readonly itemId?: string;
  readonly itemIds?: readonly string[];
  readonly query?: string;
}

/** Most events that are held against each other. */
const maxRemembered = 100;

/**
 * Tells an action that was told of twice from two actions.
 *
 * The same type and items (or query) from another source (markup and data layer, say) within half a second are one action;
 * for what a page says of itself on loading (views, lists, searches, checkout, purchase) it is half a minute.
 *
 * From one source, what a page says of itself counts once a second, if nothing of it differs (its list, its places); the
 * markup itself knows what is another page view. What a shopper does (clicks, carts, wish lists) each source sees once, so
 * that the same from the same source is another action: two clicks on "add" are two.
 *
 * @returns whether an event is one that was told of before; `time` in ms
 */
export function createTwinFinder(): (event: ShopEvent, source: string, time: number) => boolean {
  const remembered: { key: string; time: number; told: Map<string, string> }[] = [];
  return (event, source, time) => {
    const { type, itemId, itemIds, query } = event as ShopEvent & About;
    const text = JSON.stringify(event);
    const key = JSON.stringify([type, itemId, itemIds, query?.trim().toLowerCase()]);
    const [limitMs, againLimitMs] = pageTypes.test(type) ? [pageMs, source === 'markup' ? 0 : againMs] : [momentMs, 0];
    const twin = remembered.find((other) => {
      const before = other.told.get(source);
      return other.key === key && (before ?? text) === text && time - other.time <= (before ? againLimitMs : limitMs);
    });
    if (twin) twin.told.set(source, text);
    else if (remembered.push({ key, time, told: new Map([[source, text]]) }) > maxRemembered) remembered.shift();
    return Boolean(twin);
  };
}
