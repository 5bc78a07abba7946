import type { ReactNode } from 'react';
import { expectTypeOf } from 'vitest';
import type { Explanation, Profile, Vitrine } from '../../../src/index.js';
import {
  type ListRequest,
  Reranked,
  type RerankedProps,
  useProfile,
  useRerank,
  useTrackView,
  useVitrine,
  type VitrineProvider,
} from '../../../src/storefront/react/react.js';

/** What 'vitrine/react' promises to a compiler; never run, checked by `tsc` as it stands and against the built types. */

interface Product {
  readonly sku: string;
}
declare const products: readonly Product[];

export function Promises(): ReactNode {
  // The items keep their type, and the request reads it.
  const { items, explain } = useRerank(products, {
    slot: 'shelf',
    id: (product) => {
      expectTypeOf(product).toEqualTypeOf<Product>();
      return product.sku;
    },
  });
  expectTypeOf(items).toEqualTypeOf<readonly Product[]>();
  expectTypeOf(explain).returns.toEqualTypeOf<Explanation | null>();
  expectTypeOf(useRerank(['a', 'b']).items).toEqualTypeOf<readonly string[]>();
  expectTypeOf(useProfile()).toEqualTypeOf<Profile | null>();
  expectTypeOf(useTrackView).parameters.toEqualTypeOf<[itemId: string | null | undefined]>();
  expectTypeOf(useVitrine()).toEqualTypeOf<Vitrine | null>();
  return null;
}

// Answers that nobody waits for are dropped by the hook itself.
expectTypeOf<ListRequest<Product>>().not.toHaveProperty('signal');
expectTypeOf<RerankedProps<Product>['children']>().toEqualTypeOf<(item: Product, place: number) => ReactNode>();
expectTypeOf<Parameters<typeof VitrineProvider>[0]['vitrine']>().toEqualTypeOf<Vitrine | null>();
expectTypeOf(Reranked<Product>).returns.toEqualTypeOf<ReactNode>();
