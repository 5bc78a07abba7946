import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/rules.js';
import { type Product, rule } from './rule-products.js';

const id = fc.constantFrom(...'abcdefghijkl');
const number = fc.oneof(
  fc.double({ min: -5, max: 5 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e300, 0),
);
const product: fc.Arbitrary<Product> = fc.record({
  id,
  score: fc.option(number, { nil: undefined }),
  category: fc.option(fc.constantFrom('mugs', 'lamps', ''), { nil: undefined }),
  group: fc.option(fc.constantFrom('red', 'blue'), { nil: undefined }),
  stock: fc.option(fc.constantFrom(0, 1), { nil: undefined }),
  isAd: fc.boolean(),
  addedAt: fc.option(fc.constantFrom('2026-01-01', 'never', new Date(Number.NaN), new Date(0)), { nil: undefined }),
  wantedAgainAfterDays: fc.option(number, { nil: undefined }),
});
const page = fc.array(product, { maxLength: 14 });
const now = Date.parse('2026-01-09');
const by = ({ category }: Product) => category;

const exposure = fc.record({
  itemId: id,
  place: fc.integer({ min: -1, max: 9 }),
  shown: number,
  clicks: number,
  at: number,
});
const pins = fc.array(fc.record({ itemId: id, place: fc.integer({ min: 0, max: 16 }) }), { maxLength: 3 });
const isAd = ({ isAd }: Product) => isAd === true;

/** Every rule but pins and sponsored places, with options that make sense and options that make none. */
const movingRule: fc.Arbitrary<rules.Rule<Product>> = fc.oneof(
  number.map((logOdds) => rules.boost<Product>(({ category }) => category === 'mugs', logOdds)),
  fc.constant(rules.bury<Product>(({ category }) => category === 'lamps')),
  fc.constant(rules.inStock<Product>(({ stock }) => stock !== 0)),
  fc.constant(rules.oneOf<Product>(({ group }) => group)),
  fc.tuple(number, number).map(([strength, top]) => rules.diversify<Product>({ by, strength, top })),
  fc.tuple(number, number).map(([like, strength]) => rules.diversify<Product>({ similarity: () => like, strength })),
  fc
    .tuple(number, number)
    .map(([halfLifeDays, weight]) =>
      rules.fresh<Product>({ since: ({ addedAt }) => addedAt, halfLifeDays, weight, now }),
    ),
  fc.tuple(number, fc.integer(), number).map(([share, seed, top]) => rules.explore({ share, seed, top })),
  fc.tuple(number, number, number).map(([days, weight, bought]) =>
    rules.dampRepeats<Product>({
      bought: new Map([
        ['a', bought],
        ['b', now],
      ]),
      days,
      weight,
      wantedAgainAfterDays: (item) => item.wantedAgainAfterDays,
      now,
    }),
  ),
  fc
    .tuple(fc.array(exposure, { maxLength: 6 }), number, number)
    .map(([exposures, maxPenalty, halfLifeDays]) => rules.dampSkipped({ exposures, maxPenalty, halfLifeDays, now })),
);
const moving = fc.array(movingRule, { maxLength: 6 });
const sorted = (text: string) => [...text].sort().join('');
const idsOf = (products: readonly Product[]) => products.map((item) => item.id).join('');

describe('any rules on any page', () => {
  it('neither lose nor double an item, and give the same order again', () => {
    fc.assert(
      fc.property(
        page,
        moving,
        pins,
        fc.boolean(),
        fc.subarray([...'abc']),
        (products, some, pinned, isRanked, held) => {
          const all = [
            ...pinned.map(({ itemId, place }) => rules.pin<Product>(itemId, place)),
            rules.sponsored(isAd),
            ...some,
          ];
          const { ids } = rule(products, all, { isRanked, pinned: held });
          expect(sorted(ids)).toBe(sorted(idsOf(products)));
          expect(rule(products, all, { isRanked, pinned: held }).ids).toBe(ids);
        },
      ),
    );
  });

  it('leave what the page holds, and what is sponsored, exactly where the shop has it', () => {
    fc.assert(
      fc.property(page, moving, pins, fc.subarray([...'abc']), (products, some, pinned, held) => {
        const all = [
          ...pinned.map(({ itemId, place }) => rules.pin<Product>(itemId, place)),
          rules.sponsored(isAd),
          ...some,
        ];
        const { ids } = rule(products, all, { pinned: held });
        products.forEach((item, place) => {
          if (item.isAd || held.includes(item.id)) expect(ids[place]).toBe(item.id);
        });
      }),
    );
  });

  it('put pinned items in their places', () => {
    const distinct = fc.uniqueArray(product, { selector: (item) => item.id, maxLength: 12 });
    const apart = fc.uniqueArray(fc.record({ itemId: id, place: fc.integer({ min: 0, max: 11 }) }), {
      selector: ({ place }) => place,
      maxLength: 4,
    });
    fc.assert(
      fc.property(distinct, moving, apart, fc.boolean(), (products, some, pinned, isRanked) => {
        const onPage = pinned.filter(
          ({ itemId, place }, i) =>
            place < products.length &&
            products.some((item) => item.id === itemId) &&
            pinned.findIndex((other) => other.itemId === itemId) === i,
        );
        const all = [...some, ...onPage.map(({ itemId, place }) => rules.pin<Product>(itemId, place))];
        const { ids } = rule(products, all, { isRanked });
        for (const { itemId, place } of onPage) expect(ids[place]).toBe(itemId);
      }),
    );
  });

  it('lose with a filter what it drops, and nothing else', () => {
    const isInStock = ({ stock }: Product) => stock !== 0;
    fc.assert(
      fc.property(page, moving, pins, (products, some, pinned) => {
        const all = [
          ...some,
          ...pinned.map(({ itemId, place }) => rules.pin<Product>(itemId, place)),
          rules.sponsored(isAd),
          rules.inStock(isInStock, { soldOut: 'drop' }),
        ];
        expect(sorted(rule(products, all).ids)).toBe(sorted(idsOf(products.filter(isInStock))));
      }),
    );
  });

  it('trace every move: each step starts where the one before ended', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(product, { selector: (item) => item.id, minLength: 1, maxLength: 12 }),
        moving,
        (products, some) => {
          const before = rule(products, []).ids;
          const { ids, effects } = rule(products, some);
          for (const item of ids) {
            let place = before.indexOf(item);
            for (const { from, to } of effects(item) as { from: number; to: number }[]) {
              expect(from).toBe(place);
              place = to;
            }
            expect(place).toBe(ids.indexOf(item));
          }
        },
      ),
    );
  });
});
