import { describe, expect, it } from 'vitest';
import { daysSince, leftAfter } from '../../../src/ranking/half-life.js';
import { fresh } from '../../../src/ranking/rules/fresh.js';
import { type Product, rule } from './rule-products.js';

const now = Date.parse('2026-03-15T00:00:00Z');
const fresher = fresh<Product>({ since: ({ addedAt }) => addedAt, halfLifeDays: 14, weight: 2, now });
/** An old favourite, and a product of the given date that scores one less. */
const datedFrom = (addedAt: string | Date | undefined) =>
  rule(
    [
      { id: 'a', score: 2 },
      { id: 'n', score: 1, addedAt },
    ],
    [fresher],
  );

describe('fresh', () => {
  it('gives a new item its weight, and half of it after each half-life', () => {
    expect(datedFrom('2026-03-15T00:00:00Z').effects('n')).toEqual([
      { rule: 'fresh', from: 1, to: 0, reason: '+2: new since 0.0 days' },
    ]);
    expect(datedFrom('2026-03-01T00:00:00Z').effects('n')).toMatchObject([{ reason: '+1: new since 14.0 days' }]);
    expect(datedFrom(new Date('2026-02-15T00:00:00Z')).effects('n')).toMatchObject([
      { reason: '+0.5: new since 28.0 days' },
    ]);
    expect(datedFrom('2026-03-02T00:00:00Z').ids).toBe('na');
    expect(datedFrom('2026-03-01T00:00:00Z').ids).toBe('an'); // a tie stays with the shop
  });

  it('takes an item that is still to come for new', () => {
    expect(datedFrom('2026-04-01T00:00:00Z').effects('n')).toMatchObject([{ reason: '+2: new since 0.0 days' }]);
  });

  it('leaves an item without a date, or with one that cannot be read, as it is', () => {
    expect(datedFrom(undefined).effects('n')).toEqual([]);
    expect(datedFrom('soon').effects('n')).toEqual([]);
  });

  it('does nothing where the half-life is none', () => {
    const products: Product[] = [
      { id: 'a', score: 2 },
      { id: 'n', score: 1, addedAt: '2026-03-15' },
    ];
    for (const halfLifeDays of [0, -1, Number.NaN]) {
      expect(rule(products, [fresh({ since: ({ addedAt }) => addedAt, halfLifeDays, weight: 5, now })]).ids).toBe('an');
    }
  });
});

describe('what is left after a time', () => {
  it('halves with each half-life', () => {
    expect([0, 7, 14, 28].map((days) => leftAfter(days, 14))).toEqual([1, 2 ** -0.5, 0.5, 0.25]);
    expect(leftAfter(Number.NaN, 14)).toBe(0);
  });

  it('counts days from whatever says a time', () => {
    const then = now - 36 * 60 * 60 * 1000;
    expect([then, new Date(then), new Date(then).toISOString()].map((time) => daysSince(time, now))).toEqual([
      1.5, 1.5, 1.5,
    ]);
    expect(daysSince(null, now)).toBeNaN();
  });
});
