import { defineRule } from './mechanics/define-rule.js';
import { holdPlaces } from './mechanics/hold-places.js';
import { freeItems } from './mechanics/rearrange.js';
import type { Rule } from './mechanics/rule.js';

/** When a pin holds. */
export interface PinOptions<Item> {
  /** Pins the item only where this is true of it, such as `(product) => product.stock > 0`. Default: always. */
  readonly when?: (item: Item) => boolean;
}

/**
 * Pins an item to a place. It holds without a model and without consent, too, and no other rule moves the item, but for
 * a filter that drops it.
 *
 * Of two pins to one place the one written first has it, the other the next place that is free; a sponsored item, and one
 * that the page asked to keep its place, goes before any pin. An id that is not on the page pins nothing; of an id that is
 * on it twice the first is pinned.
 *
 * @param place from 0; one beyond the end is the last
 * @example rerank(products, { rules: [pin('85123A', 0), pin('71053', 3, { when: (product) => product.stock > 0 })] });
 */
export function pin<Item>(itemId: string, place: number, options?: PinOptions<Item>): Rule<Item> {
  return defineRule('pin', 'pin', (page) => {
    const when = options?.when;
    const item = freeItems(page)
      .sort((a, b) => a - b)
      .find((candidate) => page.itemIds[candidate] === itemId);
    if (item === undefined || Number.isNaN(place) || (when && !when(page.items[item]))) return {};
    const held = [...page.held, { item, place: Math.max(0, Math.trunc(place)) }];
    return {
      held,
      order: holdPlaces(freeItems({ order: page.order, held }), held),
      reasons: new Map([[item, `pinned to place ${place}`]]),
    };
  });
}
