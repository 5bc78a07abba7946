import { kindOf, VitrineError } from '../../errors.js';

/**
 * What a shopper did, in the names of GA4's e-commerce events, which shops already emit.
 *
 * @see https://developers.google.com/analytics/devguides/collection/ga4/ecommerce
 */
export type ShopEvent =
  | { type: 'view_item'; itemId: string }
  | { type: 'select_item'; itemId: string; listId?: string }
  | { type: 'add_to_cart'; itemId: string; quantity?: number }
  | { type: 'remove_from_cart'; itemId: string; quantity?: number }
  | { type: 'add_to_wishlist'; itemId: string }
  /** `places`: where each item stood in the list, from 0. `seenMs`: each was in view this long; without it, a list was there. */
  | { type: 'view_item_list'; itemIds: string[]; listId?: string; places?: number[]; seenMs?: number }
  | { type: 'begin_checkout'; itemIds: string[] }
  | { type: 'purchase'; itemIds: string[] }
  /** `resultCount`: how many items were found, where that is known; 0 tells what the shop lacks. */
  | { type: 'search'; query: string; resultCount?: number }
  /** How long an item's page was visible to the shopper. Models pass it over. */
  | { type: 'user_engagement'; itemId: string; engagedMs: number };

export type ShopEventType = ShopEvent['type'];

/** A shop event as it is stored: with an id that makes replays harmless and the time it happened, in ms since 1970. */
export type RecordedEvent = ShopEvent & { readonly id: string; readonly time: number };

/** Longest id, list id or query that is kept, in UTF-16 units; a longer one is a mistake or an attack on the quota. */
export const maxTextLength = 256;

/** Most items one event may carry. */
export const maxItemsPerEvent = 500;

type Parse = (value: unknown, field: string) => unknown;

/** What an event of each type carries; a `?` marks what may be missing. */
const fieldsOf: Readonly<Record<ShopEventType, Readonly<Record<string, Parse>>>> = {
  view_item: { itemId: parseText },
  select_item: { itemId: parseText, 'listId?': parseText },
  add_to_cart: { itemId: parseText, 'quantity?': parseQuantity },
  remove_from_cart: { itemId: parseText, 'quantity?': parseQuantity },
  add_to_wishlist: { itemId: parseText },
  view_item_list: { itemIds: parseItemIds, 'listId?': parseText, 'places?': parsePlaces, 'seenMs?': parseNumber },
  begin_checkout: { itemIds: parseItemIds },
  purchase: { itemIds: parseItemIds },
  search: { query: parseText, 'resultCount?': parseNumber },
  user_engagement: { itemId: parseText, engagedMs: parseNumber },
};

/** The names `track` accepts. */
export const shopEventTypes: readonly string[] = Object.keys(fieldsOf);

/**
 * Checks an event that came from outside and returns a clean copy with only the fields Vitrine knows.
 *
 * Unknown fields are dropped; a numeric item id becomes text.
 *
 * @throws VitrineError `EVENT_INVALID` naming the field, what was found and what was expected
 * @example parseShopEvent({ type: 'view_item', itemId: 85123, colour: 'red' }) // { type: 'view_item', itemId: '85123' }
 */
export function parseShopEvent(input: unknown): ShopEvent {
  if (typeof input !== 'object' || input === null) refuse('an event', input, 'an object with a type');
  const event = input as Record<string, unknown>;
  const type = event.type;
  if (typeof type !== 'string' || !shopEventTypes.includes(type)) {
    refuse('type', type, `one of ${shopEventTypes.join(', ')}`);
  }
  const parsed: Record<string, unknown> = { type };
  for (const [key, parse] of Object.entries(fieldsOf[type as ShopEventType])) {
    const name = key.replace('?', '');
    if (name === key || event[name] !== undefined) parsed[name] = parse(event[name], `${type}.${name}`);
  }
  return parsed as ShopEvent;
}

/**
 * Checks an event that was recorded before: by an earlier page, another tab, or another version of Vitrine.
 *
 * @throws VitrineError `EVENT_INVALID` when the id, the time or the event itself is not as `track` writes it
 */
export function parseRecordedEvent(input: unknown): RecordedEvent {
  const event = parseShopEvent(input);
  const { id, time } = input as Record<string, unknown>;
  // Beyond that there are no dates.
  if (typeof time !== 'number' || !(Math.abs(time) <= 8.64e15)) refuse(`${event.type}.time`, time, 'ms since 1970');
  return { ...event, id: parseText(id, `${event.type}.id`), time };
}

/**
 * The items an event is about, in order; empty for a search.
 *
 * @example itemIdsOf({ type: 'purchase', itemIds: ['a', 'b'] }) // ['a', 'b']
 */
export function itemIdsOf(event: ShopEvent): readonly string[] {
  if ('itemId' in event) return [event.itemId];
  return 'itemIds' in event ? event.itemIds : [];
}

function parseText(value: unknown, field: string): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '' || text.length > maxTextLength) {
    refuse(field, value, `text of 1 to ${maxTextLength} characters`);
  }
  return text;
}

function parseItemIds(value: unknown, field: string): unknown[] {
  return parseList(value, field, parseText, 'item ids');
}

function parsePlaces(value: unknown, field: string): unknown[] {
  return parseList(value, field, parseNumber, 'places');
}

function parseList(value: unknown, field: string, parse: Parse, what: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxItemsPerEvent) {
    refuse(field, value, `an array of 1 to ${maxItemsPerEvent} ${what}`);
  }
  return value.map((each, i) => parse(each, `${field}[${i}]`));
}

function parseQuantity(value: unknown, field: string): number {
  return parseNumber(value, field, Number.MIN_VALUE);
}

function parseNumber(value: unknown, field: string, least = 0): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least) {
    refuse(field, value, least > 0 ? 'a number above 0' : 'a number, 0 or more');
  }
  return value;
}

/** Throws an error that names the field, the kind and the length of a value. The value itself may be the shopper's words. */
function refuse(field: string, value: unknown, expected: string): never {
  throw new VitrineError('EVENT_INVALID', `${field} is ${kindOf(value)}, expected ${expected}`);
}
