import type { ShopEventType } from '../../../index.js';
import { type Draft, draftItems, type ItemIdOf } from '../../host/draft.js';
import { firstOf, toList, toObject, toText } from '../../host/host-values.js';

/** What Universal Analytics calls them. */
const actions: Readonly<Record<string, ShopEventType>> = {
  click: 'select_item',
  detail: 'view_item',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  checkout: 'begin_checkout',
  purchase: 'purchase',
};

/**
 * Reads the `ecommerce` object of Universal Analytics' enhanced e-commerce, which many shops still push.
 *
 * One object may tell of several things: a product page with its impressions, say. Of a checkout only the first step counts.
 *
 * @see https://developers.google.com/analytics/devguides/collection/ua/gtm/enhanced-ecommerce
 */
export function readEnhancedEcommerce(ecommerce: unknown, itemIdOf?: ItemIdOf): Draft[] {
  const told = toObject(ecommerce);
  const impressions = toList(told.impressions);
  const shown =
    impressions.length > 0
      ? draftItems('view_item_list', impressions, { itemIdOf, listId: toText(toObject(impressions[0]).list) })
      : [];
  const acted = Object.entries(actions).flatMap(([name, type]) => {
    const { products, actionField } = toObject(told[name]);
    if (products === undefined) return [];
    const field = toObject(actionField);
    const isLaterStep = name === 'checkout' && Number(field.step ?? 1) !== 1;
    return isLaterStep ? [] : draftItems(type, products, { itemIdOf, listId: firstOf(field, ['list'], toText) });
  });
  return [...shown, ...acted];
}
