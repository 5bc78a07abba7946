import { defineRule } from './mechanics/define-rule.js';
import { holdPlaces } from './mechanics/hold-places.js';
import { freeItems } from './mechanics/rearrange.js';
import type { Rule } from './mechanics/rule.js';

/**
 * Keeps sponsored items exactly where the shop has put them, since a place that is paid for is no one's to move. It
 * holds without a model and without consent, too.
 *
 * Should a filter have left fewer items than that, the last place is the nearest.
 *
 * @example rerank(products, { rules: [sponsored((product) => product.isAd)] });
 */
export function sponsored<Item>(isSponsored: (item: Item) => boolean): Rule<Item> {
  return defineRule('sponsored', 'sponsored', (page) => {
    const places = freeItems(page).filter((item) => isSponsored(page.items[item]));
    const held = [...page.held, ...places.sort((a, b) => a - b).map((item) => ({ item, place: item }))];
    return {
      held,
      order: holdPlaces(freeItems({ order: page.order, held }), held),
      reasons: new Map(places.map((item) => [item, `keeps the shop's place ${item}`])),
    };
  });
}
