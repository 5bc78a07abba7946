import { describe, expect, it } from 'vitest';
import { boost } from '../../../src/ranking/rules/boost.js';
import { bury } from '../../../src/ranking/rules/bury.js';
import { dampRepeats } from '../../../src/ranking/rules/damp-repeats.js';
import { dampSkipped } from '../../../src/ranking/rules/damp-skipped.js';
import { diversify } from '../../../src/ranking/rules/diversify.js';
import { explore } from '../../../src/ranking/rules/explore.js';
import { fresh } from '../../../src/ranking/rules/fresh.js';
import { inStock } from '../../../src/ranking/rules/in-stock.js';
import { defineRule, stages } from '../../../src/ranking/rules/mechanics/define-rule.js';
import { rearrange } from '../../../src/ranking/rules/mechanics/rearrange.js';
import { oneOf } from '../../../src/ranking/rules/one-of.js';
import { pin } from '../../../src/ranking/rules/pin.js';
import { sponsored } from '../../../src/ranking/rules/sponsored.js';
import { type Product, productsOf, rule } from './rule-products.js';

const never = () => false;
const none = { exposures: [], bought: new Map(), days: 1, weight: 1, maxPenalty: 1, halfLifeDays: 1 };
const every = [
  inStock<Product>(({ stock }) => stock !== 0, { soldOut: 'drop' }),
  sponsored<Product>(({ isAd }) => isAd === true),
  pin<Product>('f', 0),
  boost<Product>(({ id }) => id === 'e', 1.5),
  fresh<Product>({ since: ({ addedAt }) => addedAt, halfLifeDays: 1, weight: 1 }),
  dampRepeats<Product>(none),
  dampSkipped(none),
  inStock<Product>(({ stock }) => stock !== -1),
  bury<Product>(({ id }) => id === 'a'),
  oneOf<Product>(({ group }) => group),
  diversify<Product>({ by: ({ category }) => category, strength: 0.5 }),
  explore({ share: 0.2, seed: 1 }),
];

describe('the stages of rules', () => {
  it('are one stated order, in which every rule has its place', () => {
    const namesOf = (stage: string) => every.filter((rule) => stages[rule.stage] === stage).map(({ name }) => name);
    expect(stages.map((stage) => [stage, ...namesOf(stage)])).toEqual([
      ['filter', 'inStock'],
      ['sponsored', 'sponsored'],
      ['pin', 'pin'],
      ['score', 'boost', 'fresh', 'dampRepeats', 'dampSkipped'],
      ['stock', 'inStock'],
      ['bury', 'bury'],
      ['variants', 'oneOf'],
      ['diversity', 'diversify'],
      ['exploration', 'explore'],
    ]);
  });

  it('count whatever order a shop writes rules in', () => {
    const attributes: Partial<Product>[] = [
      {},
      { category: 'mugs' },
      { isAd: true },
      { category: 'mugs', stock: -1 },
      { category: 'mugs' },
      {},
      { group: 'b', stock: 0 },
      { group: 'b' },
      { group: 'b', category: 'lamps' },
    ];
    const products = productsOf('abcdefghi').map((product, place) => ({ ...product, ...attributes[place] }));
    const { ids } = rule(products, every);
    expect(ids).toHaveLength(8);
    // f is pinned, c is paid for; i is a variant of h, a is buried, d out of stock.
    expect([ids[0], ids[2], ids.slice(-3)]).toEqual(['f', 'c', 'iad']);
    expect(rule(products, [...every].reverse()).ids).toBe(ids);
    expect(rule(products, [...every.slice(5), ...every.slice(0, 5)]).ids).toBe(ids);
  });

  it('leave the order alone where no rule applies, with a trace that says nothing', () => {
    const idle = [pin('x', 0), sponsored(never), boost(never, 1), bury(never), inStock(() => true), oneOf(() => null)];
    const { ids, effects } = rule(productsOf('cab'), idle);
    expect(ids).toBe('cab');
    expect(effects('a')).toEqual([]);
  });

  it('tell the effects on an item in the order in which the rules ran', () => {
    const products = productsOf('abcd');
    const { effects } = rule(products, [bury(({ id }) => id === 'd'), boost(({ id }) => id === 'd', 2.5)]);
    expect(effects('d')).toEqual([
      { rule: 'boost', from: 3, to: 1, reason: '+2.5: boosted by the shop' },
      { rule: 'bury', from: 1, to: 3, reason: 'buried by the shop' },
    ]);
  });

  it('take a rule that a shop writes itself', () => {
    const reverse = defineRule<Product>('reverse', 'bury', (page) => ({
      order: rearrange(page, (free) => free.toReversed()),
    }));
    const { ids, effects } = rule(productsOf('abcd'), [reverse, pin('b', 1)]);
    expect(ids).toBe('dbca');
    expect(effects('a')).toEqual([{ rule: 'reverse', from: 0, to: 3, reason: null }]);
  });
});

describe('where the model did not order the page', () => {
  it('the rules that are the shop’s own hold, and those that go by scores or by the shopper do nothing', () => {
    const products = productsOf('abcdef').map((product) => ({
      ...product,
      stock: product.id === 'b' ? 0 : 1,
      group: 'cd'.includes(product.id) ? 'g' : undefined,
      category: 'mugs',
    }));
    const own = [
      pin<Product>('f', 0),
      sponsored<Product>(({ id }) => id === 'c'),
      inStock<Product>(({ stock }) => stock !== 0),
      oneOf<Product>(({ group }) => group),
      bury<Product>(({ id }) => id === 'a'),
    ];
    const others = [
      boost<Product>(({ id }) => id === 'e', 9),
      fresh<Product>({ since: () => new Date(), halfLifeDays: 1, weight: 9 }),
      dampRepeats<Product>({ bought: new Map([['e', Date.now()]]), days: 9, weight: 9 }),
      diversify<Product>({ by: ({ category }) => category, strength: 1 }),
      explore({ share: 1, seed: 1 }),
    ];
    expect(rule(products, [...others, ...own], { isRanked: false }).ids).toBe('fecdab');
    expect(rule(products, others, { isRanked: false }).ids).toBe('abcdef');
  });
});
