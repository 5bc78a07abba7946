import { describe, expect, it } from 'vitest';
import { seeShoppers } from '../../../../src/train/cluster-lab/groups/shopper-states.js';

const step = (item: number, time: number) => ({ item, time, session: time });

describe('seeShoppers', () => {
  const dataset = {
    shoppers: [
      { id: 'early', steps: [step(0, 10), step(1, 20), step(2, 30), step(3, 95)] },
      { id: 'late', steps: [step(4, 40), step(5, 200)] },
      { id: 'later', steps: [step(6, 300)] },
    ],
    split: { validationFrom: 90, testFrom: 250 },
  };
  const see = (period: 'validation' | 'test') => seeShoppers(dataset, period);

  it('sees what was done before the period, and who had come', () => {
    const { shoppers, states, cutOff, nAll } = see('validation');
    expect(shoppers.map(({ id }) => id)).toEqual(['early', 'late']);
    expect(states.map(({ steps, at }) => [steps.length, at])).toEqual([
      [3, 90],
      [1, 90],
    ]);
    expect([cutOff, nAll]).toEqual([90, 2]);
    expect(see('test').states.map(({ steps }) => steps.length)).toEqual([4, 2]);
  });

  it('sees the same shoppers before the last quarter of it, NaN for who had not come', () => {
    const { earlierCutOff, earlier, viewEarlier } = see('validation');
    expect(earlierCutOff).toBe(40); // hides one of four steps
    expect(earlier).toMatchObject([{ at: 40, steps: [{ item: 0 }, { item: 1 }, { item: 2 }] }]);
    const { points } = viewEarlier({
      name: 'behaviour',
      size: 2,
      notes: [],
      place: (states) => Float32Array.from(states.flatMap(({ steps, at }) => [steps.length, at])),
    });
    expect([...points]).toEqual([3, 40, Number.NaN, Number.NaN]);
  });
});
