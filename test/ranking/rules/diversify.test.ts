import { describe, expect, it } from 'vitest';
import { boost } from '../../../src/ranking/rules/boost.js';
import { bury } from '../../../src/ranking/rules/bury.js';
import { diversify } from '../../../src/ranking/rules/diversify.js';
import { pin } from '../../../src/ranking/rules/pin.js';
import { type Product, rule } from './rule-products.js';

// Relevance over the page: a 1, b .9, c .8, d .5, e 0.
const products: Product[] = [
  { id: 'a', score: 10, category: 'mugs' },
  { id: 'b', score: 9, category: 'mugs' },
  { id: 'c', score: 8, category: 'mugs' },
  { id: 'd', score: 5, category: 'lamps' },
  { id: 'e', score: 0, category: 'clocks' },
];
const by = ({ category }: Product) => category;

describe('diversify', () => {
  it('gives each place to the item with the most marginal relevance', () => {
    // Strength .5, halves left out: a; then b .9 - 1, c .8 - 1, d .5, e 0: d; then e 0, b -.1: e; then b, c.
    expect(rule(products, [diversify({ by, strength: 0.5 })]).ids).toBe('adebc');
    // Strength .25, quarters: b 2.7 - 1 = 1.7, c 2.4 - 1 = 1.4, d 1.5, e 0: a b d c e.
    expect(rule(products, [diversify({ by, strength: 0.25 })]).ids).toBe('abdce');
  });

  it('leaves the order alone with no strength, and spreads out at any price with full strength', () => {
    expect(rule(products, [diversify({ by, strength: 0 })]).ids).toBe('abcde');
    expect(rule(products, [diversify({ by, strength: Number.NaN })]).ids).toBe('abcde');
    expect(rule(products, [diversify({ by, strength: 1 })]).ids).toBe('adebc');
    expect(rule(products, [diversify({ by, strength: 7 })]).ids).toBe('adebc');
  });

  it('spreads out the front of the page alone when told so', () => {
    expect(rule(products, [diversify({ by, strength: 0.5, top: 2 })]).ids).toBe('adbce');
    expect(rule(products, [diversify({ by, strength: 0.5, top: 0 })]).ids).toBe('abcde');
  });

  it('asks a given function how alike two items are, and bounds what it says', () => {
    const likeness: Record<string, number> = { ba: 0.2, ca: 9, da: Number.NaN, ea: -5 };
    const similarity = (a: Product, b: Product) => likeness[a.id + b.id] ?? 0;
    // Halves left out: b .9 - .2 = .7, c .8 - 1, d .5, e 0; nothing is like b, d or e.
    expect(rule(products, [diversify({ similarity, strength: 0.5 })]).ids).toBe('abdec');
  });

  it('takes items without a value for alike to none', () => {
    const bare = products.map(({ id, score }) => ({ id, score }));
    expect(rule(bare, [diversify({ by, strength: 0.5 })]).ids).toBe('abcde');
  });

  it('counts items that hold a place as shown, and leaves them there', () => {
    // A lamp at the front: a lamp is the last thing that is missing.
    const lamps: Product[] = [
      { id: 'a', score: 2, category: 'lamps' },
      { id: 'b', score: 1.9, category: 'mugs' },
      { id: 'c', score: 0, category: 'lamps' },
    ];
    expect(rule(lamps, [pin('c', 0), diversify({ by, strength: 0.5 })]).ids).toBe('cba');
    expect(rule(products, [pin('b', 4), diversify({ by, strength: 0.5 })]).ids).toBe('adecb');
  });

  it('leaves what was sunk at the end', () => {
    expect(rule(products, [bury(({ id }) => id === 'd'), diversify({ by, strength: 0.5 })]).ids).toBe('aebcd');
  });

  it('goes by the scores as rules have changed them', () => {
    const boosted = boost<Product>(({ id }) => id === 'c', 9);
    expect(rule(products, [diversify({ by, strength: 0.1 }), boosted]).ids).toBe('cabde');
  });

  it('does nothing without scores', () => {
    expect(rule(products, [diversify({ by, strength: 1 })], { isRanked: false }).ids).toBe('abcde');
    const unknown = products.map((product) => ({ ...product, score: undefined }));
    expect(rule(unknown, [diversify({ by, strength: 1 })]).ids).toBe('abcde');
  });

  it('says in an explanation what an item was too like', () => {
    const { effects } = rule(products, [diversify({ by, strength: 0.5 })]);
    expect(effects('b')).toEqual([{ rule: 'diversify', from: 1, to: 3, reason: '1 like a' }]);
    expect(effects('d')).toEqual([{ rule: 'diversify', from: 3, to: 1, reason: null }]);
  });
});
