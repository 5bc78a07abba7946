import type { ShopEventType } from '../../index.js';
import { firstOf, type HostObject, maxTextLength, toCount, toList, toObject, toText } from './host-values.js';

/** An event as far as a source could read it: what is missing makes it none, and is reported. */
export interface Draft {
  readonly type: ShopEventType;
  readonly itemId?: string | undefined;
  readonly itemIds?: readonly string[];
  readonly quantity?: number;
  readonly listId?: string;
  readonly query?: string | undefined;
  readonly resultCount?: number;
}

/** The id of an item of the host's, by a rule of the shop's own. What it gives is read as text. */
export type ItemIdOf = (item: HostObject) => unknown;

const aboutOneItem: readonly ShopEventType[] = [
  'view_item',
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
];

/** Most events that one of the host's becomes, where ours are about one item each. */
export const maxEventsAtOnce = 20;

/** Fields that hold an item's id in GA4, Universal Analytics and Segment, the likeliest first. */
const idFields = ['item_id', 'id', 'product_id', 'sku'];

/**
 * Writes an event about items: one for each item, or one for all of them, as our types have it.
 *
 * Items without an id are left out; where none has one, what comes back lacks it.
 *
 * @param items objects with an id, or ids
 */
export function draftItems(
  type: ShopEventType,
  items: unknown,
  { listId, itemIdOf }: { listId?: string | undefined; itemIdOf?: ItemIdOf | undefined } = {},
): Draft[] {
  const read = toList(items).flatMap((item) => {
    const object = toObject(item);
    const own = toText(item) ?? (itemIdOf ? toText(itemIdOf(object)) : firstOf(object, idFields, toText));
    return own === undefined ? [] : [{ itemId: own, quantity: toCount(object.quantity) }];
  });
  const list = listId === undefined ? {} : { listId };
  if (!aboutOneItem.includes(type)) {
    return [{ type, itemIds: read.map(({ itemId }) => itemId), ...(type === 'view_item_list' ? list : {}) }];
  }
  if (read.length === 0) return [{ type }];
  const isCart = type === 'add_to_cart' || type === 'remove_from_cart';
  return read.slice(0, maxEventsAtOnce).map(({ itemId, quantity }) => ({
    type,
    itemId,
    ...(isCart && quantity ? { quantity } : {}),
    ...(type === 'select_item' ? list : {}),
  }));
}

/** Writes a search; a query that is too long is cut. */
export function draftSearch(query: unknown, resultCount?: number): Draft {
  const text = typeof query === 'string' ? query.trim().slice(0, maxTextLength) : query;
  return { type: 'search', query: toText(text), ...(resultCount === undefined ? {} : { resultCount }) };
}

/**
 * Whether a draft is an event.
 *
 * @example isComplete({ type: 'purchase', itemIds: [] }) // false
 */
export function isComplete({ itemId, itemIds, query }: Draft): boolean {
  return itemId !== undefined || query !== undefined || (itemIds?.length ?? 0) > 0;
}
