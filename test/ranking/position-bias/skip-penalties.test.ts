import { describe, expect, it } from 'vitest';
import { skipPenalties } from '../../../src/ranking/position-bias/skip-penalties.js';
import { dampSkipped } from '../../../src/ranking/rules/damp-skipped.js';
import { productsOf, rule } from '../rules/rule-products.js';
import { exposureOf } from './exposure-of.js';

const dayMs = 86_400_000;
const options = { examination: [1, 0.5], maxPenalty: 3, halfLifeDays: 7, now: 0 };

describe('skipPenalties', () => {
  it('takes the log-odds between the own click rate per look and the average', () => {
    // Looks: a 4 + .5 · 4 = 6, b 2; clicks 3, all b's first: (3 + 1) / (12 + 2) = 2/7 on average.
    const exposures = [exposureOf('a', 0, 4, 0), exposureOf('a', 1, 4, 0), exposureOf('b', 0, 6, 3)];
    const penalty = skipPenalties(exposures, options).get('a')!;
    expect(penalty.looks).toBe(6);
    // a: (2 · 2/7) / (2 + 6) = 1/14, odds 1 : 13; on average 2 : 5.
    expect(penalty.logOdds).toBeCloseTo(Math.log(1 / 13 / (2 / 5)), 10);
  });

  it('gives no bonus for clicks above the average', () => {
    expect(skipPenalties([exposureOf('a', 0, 9, 0), exposureOf('b', 0, 5, 5)], options).has('b')).toBe(false);
  });

  it('blames an item less where fewer look', () => {
    const clicked = exposureOf('c', 0, 10, 5);
    const of = (place: number) => skipPenalties([exposureOf('a', place, 5, 0), clicked], options).get('a')!.logOdds;
    expect(of(0)).toBeLessThan(of(1));
    // A place that nothing is known of: 1 / log2(2 + 62) = 1/6.
    expect(skipPenalties([exposureOf('a', 62, 6, 0), clicked], options).get('a')!.looks).toBeCloseTo(1, 10);
  });

  it('takes no more than the bound, however often it was skipped', () => {
    const exposures = [exposureOf('a', 0, 1e6, 0), exposureOf('b', 0, 10, 9)];
    expect(skipPenalties(exposures, options).get('a')!.logOdds).toBe(-3);
    expect(skipPenalties(exposures, { ...options, maxPenalty: 0 }).size).toBe(0);
  });

  it('forgets with time', () => {
    const exposures = [exposureOf('a', 0, 8, 0), exposureOf('b', 0, 8, 4)];
    const daysLater = (days: number) => skipPenalties(exposures, { ...options, now: days * dayMs }).get('a')!;
    expect(daysLater(7).looks).toBe(4);
    expect(daysLater(0).logOdds).toBeLessThan(daysLater(7).logOdds);
    expect(daysLater(70).logOdds).toBeGreaterThan(-0.01);
  });

  it('says nothing of nothing, nor of counts that make no sense', () => {
    expect(skipPenalties([], options).size).toBe(0);
    const odd = [exposureOf('a', 0, Number.NaN, 0), exposureOf('b', -1, 4, 0), exposureOf('c', 0, -4, 0)];
    expect(skipPenalties(odd, options).size).toBe(0);
    const penalties = skipPenalties([exposureOf('a', 0, 2, 9), exposureOf('b', 0, 2, Number.NaN)], options);
    expect(penalties.has('a')).toBe(false);
    expect(penalties.get('b')!.logOdds).toBeLessThan(0);
  });
});

describe('dampSkipped', () => {
  const exposures = [exposureOf('a', 0, 20, 0), exposureOf('b', 0, 6, 3)];

  it('lowers what was looked at and passed over, and says how often', () => {
    // Of 26 looks 3 clicked, so 4 / 28 on average; a (2 / 7) / 22: the odds are 1 : 76 instead of 1 : 6.
    const { ids, effects } = rule(productsOf('abcd'), [
      dampSkipped({ exposures, maxPenalty: 3, halfLifeDays: 7, now: 0 }),
    ]);
    expect(ids).toBe('bcad');
    expect(effects('a')).toEqual([
      { rule: 'dampSkipped', from: 0, to: 2, reason: '-2.54: looked at 20 times, clicked 0' },
    ]);
  });

  it('estimates how likely a place is looked at, unless told', () => {
    const low = [exposureOf('a', 9, 20, 0), exposureOf('b', 0, 6, 3)];
    const looksOf = (examination?: number[]) =>
      rule(productsOf('ab'), [
        dampSkipped({ exposures: low, maxPenalty: 2, halfLifeDays: 7, now: 0, examination }),
      ]).effects('a');
    expect(looksOf([1])).toMatchObject([{ reason: expect.stringContaining('looked at 5.8 times') }]); // 20 / log2(11)
    expect(looksOf()).toMatchObject([{ reason: expect.stringMatching(/looked at [2-5]\.\d times/) }]);
  });
});
