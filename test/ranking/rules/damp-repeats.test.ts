import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { dampRepeats } from '../../../src/ranking/rules/damp-repeats.js';
import { lastPurchases } from '../../../src/ranking/rules/last-purchases.js';
import { type Product, rule } from './rule-products.js';

const dayMs = 86_400_000;
const now = 100 * dayMs;
const products: Product[] = [
  { id: 'kettle', score: 4 },
  { id: 'coffee', score: 3, wantedAgainAfterDays: 10 },
  { id: 'mug', score: 2.5 },
];
const damped = (bought: Record<string, number>) =>
  rule(products, [
    dampRepeats<Product>({
      bought: new Map(Object.entries(bought).map(([id, daysAgo]) => [id, now - daysAgo * dayMs])),
      days: 40,
      weight: 2,
      wantedAgainAfterDays: (product) => product.wantedAgainAfterDays,
      now,
    }),
  ]);

describe('dampRepeats', () => {
  it('lowers what was just bought by its weight, and by less each day', () => {
    expect(damped({ kettle: 0 }).effects('kettle')).toEqual([
      { rule: 'dampRepeats', from: 0, to: 2, reason: '-2: bought 0.0 days ago, wanted again after 40' },
    ]);
    expect(damped({ kettle: 10 }).effects('kettle')).toMatchObject([{ reason: expect.stringMatching(/^-1.5: /) }]);
    expect(damped({ kettle: 10 }).ids).toBe('coffeekettlemug'); // 2.5, a tie with the mug
  });

  it('wants it again after the stated time, sooner where it is used up', () => {
    expect(damped({ kettle: 40, coffee: 10 }).effects('kettle')).toEqual([]);
    expect(damped({ kettle: 40, coffee: 10 }).effects('coffee')).toEqual([]);
    expect(damped({ coffee: 5 }).effects('coffee')).toMatchObject([
      { reason: '-1: bought 5.0 days ago, wanted again after 10' },
    ]);
  });

  it('says nothing of what was not bought, nor without a span of time', () => {
    expect(damped({ mug: 1 }).effects('kettle')).toEqual([]);
    const bought = new Map([['kettle', now]]);
    for (const days of [0, -1, Number.NaN]) {
      expect(rule(products, [dampRepeats({ bought, days, weight: 9, now })]).ids).toBe('kettlecoffeemug');
    }
  });
});

describe('lastPurchases', () => {
  it('finds the latest purchase of each item, in any order of events', () => {
    const events: RecordedEvent[] = [
      { type: 'purchase', itemIds: ['mug', 'tea'], id: '1', time: 20 },
      { type: 'purchase', itemIds: ['mug'], id: '2', time: 10 },
      { type: 'view_item', itemId: 'lamp', id: '3', time: 30 },
    ];
    expect([...lastPurchases(events)]).toEqual([
      ['mug', 20],
      ['tea', 20],
    ]);
  });
});
