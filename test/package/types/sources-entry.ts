import { expectTypeOf } from 'vitest';
import type { ItemDescription, RecordedEvent, Vitrine } from '../../../src/index.js';
import {
  findRefinements,
  fromDataLayer,
  fromJsonLd,
  fromSegment,
  fromShopify,
  type JsonLd,
  recordDwell,
  recordImpressions,
} from '../../../src/storefront/sources/sources.js';

/** What 'vitrine/sources' promises to a compiler; never run, checked by `tsc` as it stands and against the built types. */

declare const vitrine: Vitrine;

// Every source needs an instance and says how to stop.
expectTypeOf(fromDataLayer).parameter(0).toEqualTypeOf<Pick<Vitrine, 'track'>>();
expectTypeOf(fromDataLayer).returns.toEqualTypeOf<() => void>();
expectTypeOf(fromSegment).returns.toEqualTypeOf<() => void>();
expectTypeOf(fromShopify).returns.toEqualTypeOf<() => void>();
expectTypeOf(recordDwell).returns.toEqualTypeOf<() => void>();
expectTypeOf(recordImpressions).returns.toEqualTypeOf<() => void>();
expectTypeOf(fromJsonLd).returns.toEqualTypeOf<JsonLd>();

// The shop's objects are unknown until the shop says which field is the id.
fromDataLayer(vitrine, {
  name: 'layer',
  itemId: (item) => {
    expectTypeOf(item).toEqualTypeOf<Readonly<Record<string, unknown>>>();
    return item.sku;
  },
});
fromShopify(vitrine, { itemId: ({ variantId }) => variantId });
recordImpressions(vitrine, document, { items: '.card', itemId: (card) => card.getAttribute('data-sku') });

// What JSON-LD says of an item is what `rerank` takes.
const { describe } = fromJsonLd(vitrine);
expectTypeOf(describe).returns.toEqualTypeOf<ItemDescription | null>();
vitrine.rerank(['a'], { describe });

expectTypeOf(findRefinements).parameter(0).toEqualTypeOf<readonly RecordedEvent[]>();
