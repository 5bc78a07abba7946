import { expectTypeOf } from 'vitest';
import { type ComputedRef, createApp, type InjectionKey, type MaybeRefOrGetter, ref, type ShallowRef } from 'vue';
import type { Profile, Vitrine } from '../../../src/index.js';
import {
  useProfile,
  useRerank,
  useTrackView,
  useVitrine,
  vitrineKey,
  vitrinePlugin,
} from '../../../src/storefront/vue/vue.js';

/** What 'vitrine/vue' promises to a compiler; never run, checked by `tsc` as it stands and against the built types. */

interface Product {
  readonly sku: string;
}
declare const vitrine: Vitrine;
declare const products: readonly Product[];

// An array, a ref or a getter; of the request, too.
expectTypeOf(useRerank(products).items).toEqualTypeOf<ComputedRef<readonly Product[]>>();
expectTypeOf(useRerank(ref(['a'])).items).toEqualTypeOf<ComputedRef<readonly string[]>>();
const { items } = useRerank(
  () => products,
  () => ({ id: (product: Product) => product.sku }),
);
expectTypeOf(items.value).toEqualTypeOf<readonly Product[]>();
expectTypeOf(useProfile()).toEqualTypeOf<Readonly<ShallowRef<Profile | null>>>();
expectTypeOf(useTrackView).parameters.toEqualTypeOf<[itemId: MaybeRefOrGetter<string | null | undefined>]>();
expectTypeOf(useVitrine()).toEqualTypeOf<Vitrine | null>();
expectTypeOf(vitrineKey).toEqualTypeOf<InjectionKey<Vitrine>>();
createApp({}).use(vitrinePlugin, vitrine).provide(vitrineKey, vitrine);
