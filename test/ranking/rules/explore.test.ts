import { describe, expect, it } from 'vitest';
import { bury } from '../../../src/ranking/rules/bury.js';
import { explore } from '../../../src/ranking/rules/explore.js';
import { dailySeed, hashText } from '../../../src/ranking/rules/mechanics/daily-seed.js';
import { pin } from '../../../src/ranking/rules/pin.js';
import { type Product, productsOf, rule } from './rule-products.js';

const letters = 'abcdefghijklmnopqrst';
const products = productsOf(letters);
const seeds = Array.from({ length: 50 }, (_, seed) => seed);

/** The items that a rule moved forwards. */
function raised(ids: string): string[] {
  const rest = [...letters].filter((id) => ids.includes(id));
  return [...ids].filter((id) => {
    const isNext = rest[0] === id;
    rest.splice(rest.indexOf(id), 1);
    return !isNext;
  });
}

describe('explore', () => {
  it('lets the stated share of places take an item from below, never more', () => {
    for (const seed of seeds) {
      expect(raised(rule(products, [explore({ share: 0.1, seed })]).ids).length).toBeLessThanOrEqual(2);
      expect(rule(products, [explore({ share: 0.04, seed })]).ids).toBe(letters); // .8 of a place is none
    }
    const counts = seeds.map((seed) => raised(rule(products, [explore({ share: 0.1, seed })]).ids).length);
    expect(counts.filter((count) => count === 2).length).toBeGreaterThan(40); // the last place has nothing below
  });

  it('keeps the others in their order', () => {
    for (const seed of seeds) {
      const { ids } = rule(products, [explore({ share: 0.2, seed })]);
      const moved = raised(ids);
      expect([...ids].filter((id) => !moved.includes(id)).join('')).toBe(
        [...letters].filter((id) => !moved.includes(id)).join(''),
      );
    }
  });

  it('explores the same for one seed, and differently for others', () => {
    const orders = seeds.map((seed) => rule(products, [explore({ share: 0.1, seed })]).ids);
    expect(seeds.map((seed) => rule(products, [explore({ share: 0.1, seed })]).ids)).toEqual(orders);
    expect(new Set(orders).size).toBeGreaterThan(40);
  });

  it('reaches every item in time', () => {
    const found = new Set(
      Array.from({ length: 400 }, (_, seed) => raised(rule(products, [explore({ share: 0.1, seed })]).ids)).flat(),
    );
    expect([...letters].filter((id) => !found.has(id))).toEqual(['a']); // nothing stands above the first
  });

  it('draws places and items whatever the scores, so that a visit shows the same ones', () => {
    const { ids } = rule(products, [explore({ share: 0.05, seed: 3, top: 10 })]);
    const [explored] = raised(ids);
    // Two items further down change places: what is explored, and where, stays.
    const swapped = [...products];
    const [i, j] = [17, 18].map((place) => (letters[place] === explored ? 19 : place));
    [swapped[i], swapped[j]] = [
      { ...swapped[i], score: swapped[j].score },
      { ...swapped[j], score: swapped[i].score },
    ];
    const again = rule(swapped, [explore({ share: 0.05, seed: 3, top: 10 })]).ids;
    expect(again.indexOf(explored)).toBe(ids.indexOf(explored));
  });

  it('explores at the front of the page alone when told so', () => {
    for (const seed of seeds) {
      const { ids } = rule(products, [explore({ share: 0.5, seed, top: 4 })]);
      const moved = raised(ids);
      expect(moved.length).toBeLessThanOrEqual(2);
      for (const id of moved) expect(ids.indexOf(id)).toBeLessThan(4);
    }
  });

  it('never takes a place that is held, nor an item that was sunk', () => {
    for (const seed of seeds) {
      const rules = [pin<Product>('t', 0), bury<Product>(({ id }) => id > 'p'), explore({ share: 1, seed })];
      const { ids } = rule(products, rules);
      expect([...ids].sort().join('')).toBe(letters);
      expect(ids[0]).toBe('t');
      expect(ids.slice(-3)).toBe('qrs');
    }
  });

  it('bounds a share that is none', () => {
    for (const share of [-1, Number.NaN]) expect(rule(products, [explore({ share, seed: 1 })]).ids).toBe(letters);
    expect([...rule(products, [explore({ share: 9, seed: 1 })]).ids].sort().join('')).toBe(letters);
  });

  it('explores nothing where the model did not order the page', () => {
    expect(rule(products, [explore({ share: 1, seed: 1 })], { isRanked: false }).ids).toBe(letters);
  });

  it('says so in an explanation', () => {
    const { ids, effects } = rule(products, [explore({ share: 0.05, seed: 3 })]);
    const [id] = raised(ids);
    expect(effects(id)).toEqual([
      {
        rule: 'explore',
        from: letters.indexOf(id),
        to: ids.indexOf(id),
        reason: 'drawn for one of 1 places that explore',
      },
    ]);
  });
});

describe('dailySeed', () => {
  const [morning, evening, tomorrow] = ['2026-01-01T01:00Z', '2026-01-01T23:00Z', '2026-01-02T01:00Z'].map(Date.parse);

  it('is the same all day for one shopper, and another for others and the next day', () => {
    expect(dailySeed('a', morning)).toBe(dailySeed('a', evening));
    expect(dailySeed('b', morning)).not.toBe(dailySeed('a', morning));
    expect(dailySeed('a', tomorrow)).not.toBe(dailySeed('a', morning));
  });

  it('hashes as FNV-1a does', () => {
    // The vectors of the draft.
    expect([hashText(''), hashText('a'), hashText('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });
});
