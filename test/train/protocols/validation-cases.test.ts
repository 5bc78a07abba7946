import { describe, expect, it } from 'vitest';
import type { Shopper } from '../../../src/train/dataset/dataset.js';
import { requireValidationCases, validationCases } from '../../../src/train/protocols/validation-cases.js';

const step = (item: number, time: number, session: number) => ({ item, time, session });
const shoppers: Shopper[] = [
  { id: 'a', steps: [step(0, 1, 0), step(1, 2, 0), step(2, 50, 1), step(3, 51, 1), step(4, 99, 2)] },
  { id: 'b', steps: [step(5, 1, 0), step(6, 60, 1)] },
];

describe('validationCases', () => {
  it('ask how sessions of the period end, and what a known shopper’s next one holds', () => {
    const { within, next } = validationCases({ shoppers, split: { validationFrom: 40, testFrom: 90 } }, 1);
    expect(within.map(({ shopperId, targets }) => [shopperId, targets])).toEqual([['a', [3]]]);
    expect(next.map(({ shopperId, targets }) => [shopperId, targets]).sort()).toEqual([
      ['a', [2, 3]],
      ['b', [6]],
    ]);
  });

  it('ask for the step before the last where the split leaves one out', () => {
    const split = { kind: 'leave-one-out', validationFrom: 100, testFrom: 100 } as const;
    const { within, next } = validationCases({ shoppers, split }, 1);
    expect(within).toEqual([{ shopperId: 'a', steps: shoppers[0].steps.slice(0, 3), targets: [3] }]);
    expect(next).toEqual([]);
  });
});

describe('requireValidationCases', () => {
  it('passes a period that gives something to predict', () => {
    requireValidationCases({ shoppers, split: { validationFrom: 40, testFrom: 90 } }, 1);
  });

  it('refuses one of single items of shoppers who are new, and one without sessions', () => {
    const newcomers = [0, 1].map((n) => ({ id: `n${n}`, steps: [step(n, 50 + n, 0)] }));
    const split = { validationFrom: 40, testFrom: 90 };
    expect(() => requireValidationCases({ shoppers: newcomers, split }, 1)).toThrowError(
      expect.objectContaining({
        code: 'DATA_TOO_SMALL',
        message: expect.stringMatching(/^validation has 2 sessions and no case to predict, .*split\.validationShare/),
      }),
    );
    expect(() => requireValidationCases({ shoppers: [], split }, 1)).toThrow(/has 0 sessions/);
  });

  it('refuses one whose items the model cannot know', () => {
    const unknown = {
      id: 'u',
      steps: [step(0, 1, 0), step(1, 2, 0)],
      unknownSteps: [step(-1, 50, 1), step(-1, 51, 1)],
    };
    expect(() =>
      requireValidationCases({ shoppers: [unknown], split: { validationFrom: 40, testFrom: 90 } }, 1),
    ).toThrow(/no case/);
  });
});
