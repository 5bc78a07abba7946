import type { ShopEventType } from '../../../index.js';
import { type Draft, draftItems, draftSearch, type ItemIdOf } from '../../host/draft.js';
import { firstOf, toCount, toList, toObject, toText } from '../../host/host-values.js';

/** GA4's events that have a counterpart. A cart that is looked at is a list. */
const types: Readonly<Record<string, ShopEventType>> = {
  view_item_list: 'view_item_list',
  select_item: 'select_item',
  view_item: 'view_item',
  add_to_cart: 'add_to_cart',
  remove_from_cart: 'remove_from_cart',
  add_to_wishlist: 'add_to_wishlist',
  view_cart: 'view_item_list',
  begin_checkout: 'begin_checkout',
  purchase: 'purchase',
  search: 'search',
  view_search_results: 'search',
};

/** Names under which shops tell how many results a search had: GA4 has none of its own. */
const resultCountFields = ['result_count', 'results_count', 'search_results_count', 'number_of_results'];

/** Whether GA4 gives a name to an event that Vitrine knows. */
export function isGa4Event(name: unknown): name is string {
  return typeof name === 'string' && Object.hasOwn(types, name);
}

/**
 * Reads an e-commerce event of GA4.
 *
 * @param name GA4's, such as `add_to_cart`; others give nothing
 * @param params its parameters; `items` may also be called `products`
 * @see https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export function readGa4Event(name: string, params: unknown, itemIdOf?: ItemIdOf): Draft[] {
  if (!isGa4Event(name)) return [];
  const type = types[name];
  const fields = toObject(params);
  const items = fields.items ?? fields.products;
  if (type === 'search') {
    const wasEmpty = Array.isArray(items) && items.length === 0;
    return [draftSearch(fields.search_term, firstOf(fields, resultCountFields, toCount) ?? (wasEmpty ? 0 : undefined))];
  }
  const listFields = ['item_list_id', 'item_list_name'];
  const ownList = firstOf(fields, listFields, toText) ?? firstOf(toObject(toList(items)[0]), listFields, toText);
  return draftItems(type, items, { itemIdOf, listId: name === 'view_cart' ? 'cart' : ownList });
}
