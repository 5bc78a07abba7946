import { expectTypeOf } from 'vitest';
import type { RecordedEvent, Vitrine } from '../../../src/index.js';
import {
  adjustScores,
  boost,
  bury,
  defineRule,
  diversify,
  explore,
  fresh,
  inStock,
  lastPurchases,
  oneOf,
  type PageToRule,
  pin,
  type Rule,
  type RulePage,
  sponsored,
  type stages,
} from '../../../src/rules.js';

/** What 'vitrine/rules' promises to a compiler; never run, checked by `tsc` as it stands and against the built types. */

interface Product {
  readonly id: string;
  readonly brand: string;
  readonly stock: number;
}
declare const vitrine: Vitrine;
declare const products: readonly Product[];

// Rules take the type of the shop's items from where they are used.
vitrine.rerank(products, {
  rules: [
    pin('a', 0),
    pin('b', 1, { when: (product) => expectTypeOf(product).toEqualTypeOf<Product>() === undefined }),
    inStock((product) => product.stock > 0, { soldOut: 'drop' }),
    boost((product) => product.brand === 'ours', 0.5),
    bury((product) => product.stock < 2),
    sponsored((product) => product.brand === 'paid'),
    oneOf((product) => product.brand),
    diversify({ strength: 0.3, by: (product) => product.brand }),
    fresh({ since: () => 0, halfLifeDays: 7, weight: 1 }),
    explore({ share: 0.1, seed: 1 }),
  ],
});

expectTypeOf(inStock<Product>).returns.toEqualTypeOf<Rule<Product>>();
expectTypeOf(explore).returns.toEqualTypeOf<Rule<unknown>>();
// A rule for any item is one for products; one for products is none for texts.
expectTypeOf<Rule<unknown>>().toExtend<Rule<Product>>();
expectTypeOf<Rule<Product>>().not.toExtend<Rule<string>>();

// One of `by` and `similarity` says what is alike.
expectTypeOf<{ strength: number }>().not.toExtend<Parameters<typeof diversify<Product>>[0]>();
expectTypeOf<{ strength: number; similarity: (a: Product, b: Product) => number }>().toExtend<
  Parameters<typeof diversify<Product>>[0]
>();

// Rules of the shop's own
expectTypeOf(adjustScores<Product>)
  .parameter(1)
  .parameters.toEqualTypeOf<[item: Product, itemId: string]>();
defineRule<Product>('own', 'score', (page) => {
  expectTypeOf(page).toEqualTypeOf<RulePage<Product>>();
  return { order: page.order };
});
expectTypeOf<PageToRule<Product>['items']>().toEqualTypeOf<readonly Product[]>();
expectTypeOf<PageToRule<Product>['scores']>().toEqualTypeOf<readonly number[] | null>();
expectTypeOf(defineRule).parameter(1).toEqualTypeOf<(typeof stages)[number]>();
expectTypeOf<'anything'>().not.toExtend<(typeof stages)[number]>();

// Purchases come from what `exportData` gives.
expectTypeOf(lastPurchases).parameter(0).toEqualTypeOf<Iterable<RecordedEvent>>();
expectTypeOf(lastPurchases).returns.toEqualTypeOf<Map<string, number>>();
