import { describe, expect, expectTypeOf, it } from 'vitest';
import { createVitrine } from '../src/index.js';
import * as entry from '../src/rules.js';
import { boost, bury, diversify, explore, fresh, inStock, oneOf, pin, type Rule, sponsored } from '../src/rules.js';

interface Mug {
  readonly sku: string;
  readonly margin: number;
  readonly stock: number;
}

const mugs: Mug[] = [
  { sku: 'a', margin: 0.5, stock: 2 },
  { sku: 'b', margin: 0.2, stock: 0 },
  { sku: 'c', margin: 0.1, stock: 1 },
];
// On a server every instance is inert, and keeps the order.
const vitrine = createVitrine({ modelUrl: '/model/' });

describe('the rules that a shop imports', () => {
  it('infer what the items of the page are', async () => {
    const ranking = await vitrine.rerank(mugs, {
      id: (mug) => mug.sku,
      rules: [
        pin('c', 0, {
          when: (mug) => {
            expectTypeOf(mug).toEqualTypeOf<Mug>();
            return mug.stock > 0;
          },
        }),
        boost((mug) => {
          expectTypeOf(mug).toEqualTypeOf<Mug>();
          return mug.margin > 0.4;
        }, 0.5),
        bury((mug) => mug.margin < 0),
        inStock((mug) => mug.stock > 0),
        sponsored((mug) => mug.margin > 0.9),
        oneOf((mug) => mug.sku),
        diversify({ by: (mug) => mug.stock, strength: 0.3 }),
        fresh({ since: (mug) => mug.stock, halfLifeDays: 14, weight: 0.2 }),
        explore({ share: 0.1, seed: 7 }),
      ],
    });
    expectTypeOf(ranking.items).toEqualTypeOf<Mug[]>();
    expect(ranking.items.map(({ sku }) => sku)).toEqual(['c', 'a', 'b']);
  });

  it('refuse to read what the items do not have', () => {
    const soldOut: Rule<Mug> = inStock((mug) => mug.stock > 0);
    expectTypeOf(soldOut).not.toMatchTypeOf<Rule<{ sku: string }>>();
    expectTypeOf(pin('a', 0)).toMatchTypeOf<Rule<Mug>>();
    expect(soldOut.name).toBe('inStock');
  });

  it('leave the shop’s order when one of them throws', async () => {
    const broken = boost<Mug>(() => true, 1);
    const failing: Rule<Mug> = {
      ...broken,
      apply: () => {
        throw new TypeError('mug.label is undefined');
      },
    };
    const { items, reranked } = await vitrine.rerank(mugs, { id: (mug) => mug.sku, rules: [pin('c', 0), failing] });
    expect(reranked).toBe(false);
    expect(items).toEqual(mugs);
  });

  it('are these, beside what they are made with', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'addSighting',
      'adjustScores',
      'boost',
      'bury',
      'dailySeed',
      'dampRepeats',
      'dampSkipped',
      'defineRule',
      'diversify',
      'estimateExamination',
      'expectedExamination',
      'explore',
      'exposuresOf',
      'fresh',
      'inStock',
      'lastPurchases',
      'oneOf',
      'pin',
      'rearrange',
      'skipPenalties',
      'sponsored',
      'stages',
    ]);
  });
});
