import { VitrineError } from '../errors.js';

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
  | { type: 'view_item_list'; itemIds: string[]; listId?: string }
  | { type: 'begin_checkout'; itemIds: string[] }
  | { type: 'purchase'; itemIds: string[] }
  | { type: 'search'; query: string };

export type ShopEventType = ShopEvent['type'];

/** A shop event as it is stored: with an id that makes replays harmless and the time it happened, in ms since 1970. */
export type RecordedEvent = ShopEvent & { readonly id: string; readonly time: number };

const singleItemTypes = ['view_item', 'select_item', 'add_to_cart', 'remove_from_cart', 'add_to_wishlist'];
const manyItemTypes = ['view_item_list', 'begin_checkout', 'purchase'];

/** The names `track` accepts. */
export const shopEventTypes: readonly string[] = [...singleItemTypes, ...manyItemTypes, 'search'];

/** Longest id, list id or query that is kept, in UTF-16 units; a longer one is a mistake or an attack on the quota. */
export const maxTextLength = 256;

/** Most items one event may carry. */
export const maxItemsPerEvent = 500;

/**
 * Checks an event that came from outside and returns a clean copy with only the fields Vitrine knows.
 *
 * Unknown fields are dropped; a numeric item id becomes text.
 *
 * @throws VitrineError `EVENT_INVALID` naming the field, what was found and what was expected
 * @example parseShopEvent({ type: 'view_item', itemId: 85123, colour: 'red' }) // { type: 'view_item', itemId: '85123' }
 */
export function parseShopEvent(input: unknown): ShopEvent {
  if (typeof input !== 'object' || input === null) {
    throw new VitrineError('EVENT_INVALID', `an event is an object with a type, found ${show(input)}`);
  }
  const event = input as Record<string, unknown>;
  const type = event.type;
  if (typeof type !== 'string' || !shopEventTypes.includes(type)) {
    throw new VitrineError('EVENT_INVALID', `type is ${show(type)}, expected one of ${shopEventTypes.join(', ')}`);
  }
  const listId = event.listId === undefined ? {} : { listId: parseText(event.listId, `${type}.listId`) };
  if (type === 'search') return { type, query: parseText(event.query, 'search.query') };
  if (manyItemTypes.includes(type)) {
    return { type, itemIds: parseItemIds(event.itemIds, `${type}.itemIds`), ...listId } as ShopEvent;
  }
  const quantity = event.quantity === undefined ? {} : { quantity: parseQuantity(event.quantity, `${type}.quantity`) };
  return { type, itemId: parseText(event.itemId, `${type}.itemId`), ...listId, ...quantity } as ShopEvent;
}

/**
 * Checks an event that was recorded before: by an earlier page, another tab, or another version of Vitrine.
 *
 * @throws VitrineError `EVENT_INVALID` when the id, the time or the event itself is not as `track` writes it
 */
export function parseRecordedEvent(input: unknown): RecordedEvent {
  const event = parseShopEvent(input);
  const { id, time } = input as Record<string, unknown>;
  if (typeof time !== 'number' || !Number.isFinite(time)) {
    throw new VitrineError('EVENT_INVALID', `${event.type}.time is ${show(time)}, expected ms since 1970`);
  }
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
    throw new VitrineError(
      'EVENT_INVALID',
      `${field} is ${show(value)}, expected text of 1 to ${maxTextLength} characters`,
    );
  }
  return text;
}

function parseItemIds(value: unknown, field: string): string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxItemsPerEvent) {
    throw new VitrineError(
      'EVENT_INVALID',
      `${field} is ${show(value)}, expected an array of 1 to ${maxItemsPerEvent} item ids`,
    );
  }
  return value.map((id, i) => parseText(id, `${field}[${i}]`));
}

function parseQuantity(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
    throw new VitrineError('EVENT_INVALID', `${field} is ${show(value)}, expected a number above 0`);
  }
  return value;
}

function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  return value === null ? 'null' : typeof value === 'object' ? 'an object' : String(value);
}
