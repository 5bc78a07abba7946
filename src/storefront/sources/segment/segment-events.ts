import type { ShopEventType } from '../../../index.js';
import { type Draft, draftItems, draftSearch, type ItemIdOf } from '../../host/draft.js';
import { firstOf, toObject, toText } from '../../host/host-values.js';

/** Segment's events that have a counterpart; their names are compared in lower case. */
const types: Readonly<Record<string, ShopEventType>> = {
  'product list viewed': 'view_item_list',
  'product clicked': 'select_item',
  'product viewed': 'view_item',
  'products searched': 'search',
  'product added': 'add_to_cart',
  'product removed': 'remove_from_cart',
  'product added to wishlist': 'add_to_wishlist',
  'cart viewed': 'view_item_list',
  'checkout started': 'begin_checkout',
  'order completed': 'purchase',
};

/**
 * Reads an event of Segment's e-commerce specification. An event about one product is its product.
 *
 * @see https://segment.com/docs/connections/spec/ecommerce/v2
 */
export function readSegmentEvent(name: unknown, properties: unknown, itemIdOf?: ItemIdOf): Draft[] {
  const known = typeof name === 'string' ? name.toLowerCase() : '';
  if (!Object.hasOwn(types, known)) return [];
  const fields = toObject(properties);
  if (types[known] === 'search') return [draftSearch(fields.query)];
  const listId = known === 'cart viewed' ? 'cart' : firstOf(fields, ['list_id', 'category'], toText);
  const readId = itemIdOf ?? ((product) => firstOf(product, ['product_id', 'sku', 'id'], toText));
  return draftItems(types[known], fields.products ?? properties, { listId, itemIdOf: readId });
}
