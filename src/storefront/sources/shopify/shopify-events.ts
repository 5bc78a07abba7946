import { type Draft, draftSearch } from '../../host/draft.js';
import { toCount, toList, toObject, toText } from '../../host/host-values.js';
import { type ShopifyItem, shopifyId } from './shopify-catalogue.js';

/** Our id of what Shopify's page names; undefined where it cannot be told. */
export type ShopifyIdOf = (item: ShopifyItem) => string | undefined;

/**
 * Reads a standard storefront event of a theme.
 *
 * Views of a product's own page or dialog are views; product cards that come into view are lists of one. What is added is
 * told by variant. What is removed is told by cart line, which only names a variant where it carries the key that Shopify's
 * Ajax API gives lines (`41:5e1f…`).
 *
 * @param event as it was dispatched; its payload lies on the event itself
 * @see https://shopify.dev/docs/api/storefront-events-and-actions/events
 */
export function readShopifyEvent(event: unknown, idOf: ShopifyIdOf): Draft[] {
  const { type, context, product, action, lines } = toObject(event);
  if (type === 'shopify:product:view') {
    const { id, selectedVariant } = toObject(product);
    const itemId = idOf({ productId: shopifyId(id), variantId: shopifyId(toObject(selectedVariant).id) });
    if (context === 'page' || context === 'dialog') return [{ type: 'view_item', itemId }];
    return itemId ? [{ type: 'view_item_list', itemIds: [itemId], ...listOf(context) }] : [];
  }
  if (type === 'shopify:cart:lines-update' && (action === 'add' || action === 'remove')) {
    return toList(lines).flatMap((line) => {
      const { merchandiseId, id, quantity } = toObject(line);
      const variantId = action === 'add' ? shopifyId(merchandiseId) : variantOfLine(id);
      if (action === 'remove' && !variantId) return [];
      return [draftCart(action, idOf({ variantId }), quantity)];
    });
  }
  return [];
}

/** Reads what a theme searched for, and how much it found: 0 and undefined differ. */
export function readShopifySearch(event: unknown, result: unknown): Draft[] {
  const { query } = toObject(toObject(event).search);
  return toText(query) === undefined ? [] : [draftSearch(query, toCount(toObject(result).totalCount))];
}

/** A change of the cart. */
export function draftCart(action: 'add' | 'remove', itemId: string | undefined, quantity?: unknown): Draft {
  const count = toCount(quantity);
  return { type: action === 'add' ? 'add_to_cart' : 'remove_from_cart', itemId, ...(count ? { quantity: count } : {}) };
}

/**
 * The variant that a cart line's key names.
 *
 * @example variantOfLine('gid://shopify/CartLine/41:5e1f') // '41'
 */
export function variantOfLine(id: unknown): string | undefined {
  return /(?:^|\/)(\d+):[^/]*$/.exec(toText(id) ?? '')?.[1];
}

function listOf(context: unknown): { listId?: string } {
  const listId = toText(context);
  return listId === undefined ? {} : { listId };
}
