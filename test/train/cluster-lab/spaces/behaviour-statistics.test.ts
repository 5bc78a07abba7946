import { describe, expect, it } from 'vitest';
import { behaviourStatistics } from '../../../../src/train/cluster-lab/spaces/behaviour-statistics.js';

const day = 86_400_000;
const minute = 60_000;

describe('behaviourStatistics', () => {
  const state = {
    steps: [
      { item: 0, time: 0, session: 0 },
      { item: 1, time: 10 * minute, session: 0, type: 2 },
      { item: 0, time: 4 * day, session: 1, type: 4 },
      { item: 2, time: 4 * day + 2 * minute, session: 1 },
    ],
    queries: [{ query: 'mug', time: 1, session: 0 }],
    at: 7 * day,
  };
  const context = { prices: [2, 8, null], hasTimes: true, hasPurchases: true };

  it('counts what a shopper did, by hand', () => {
    expect(behaviourStatistics(state, context)).toEqual({
      recency: expect.closeTo(Math.log1p(3 - 2 / 1440)),
      pause: expect.closeTo(Math.log(5)), // 4 days between two sessions
      'session time': expect.closeTo(Math.log1p(6)), // 10 and 2 minutes
      frequency: expect.closeTo(Math.log(3)),
      'session length': expect.closeTo(Math.log(3)),
      value: expect.closeTo(Math.log(3)), // the purchase of item 0
      'price level': expect.closeTo((Math.log(2) + Math.log(8) + Math.log(2)) / 3),
      views: expect.closeTo(2 / 5),
      carts: expect.closeTo(1 / 5),
      purchases: expect.closeTo(1 / 5),
      searches: expect.closeTo(1 / 5),
      repeats: expect.closeTo(1 / 4),
    });
  });

  it('values everything that was met where the log names no purchase', () => {
    expect(behaviourStatistics(state, { ...context, hasPurchases: false }).value).toBeCloseTo(Math.log(1 + 2 + 8 + 2));
  });

  it('does not know the pause of who came once, nor the value of what has no price', () => {
    const once = { steps: state.steps.slice(3), at: 5 * day };
    expect(behaviourStatistics(once, context)).toMatchObject({
      pause: Number.NaN,
      value: Number.NaN,
      'price level': Number.NaN,
      frequency: Math.log(2),
    });
  });
});
