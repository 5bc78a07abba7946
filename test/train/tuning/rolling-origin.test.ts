import { describe, expect, it } from 'vitest';
import { trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { heldOutSessions } from '../../../src/train/dataset/held-out-sessions.js';
import { rollingOrigin } from '../../../src/train/tuning/rolling-origin.js';
import { describeFolds, validateFolds } from '../../../src/train/tuning/validate-folds.js';
import { patternLog, quickOptions } from '../logs/pattern-log.js';

/** 60 shoppers of eight sessions, one a day; validation is the seventh day, test the eighth. */
const dataset = patternLog();
const day = 86_400_000;

describe('rollingOrigin', () => {
  it('rolls windows of equally many sessions towards the test, each after all that it learns from', () => {
    const folds = rollingOrigin(dataset, 3);
    expect(folds.map(({ fold, nTraining, nValidation }) => [fold, nTraining, nValidation])).toEqual([
      [1, 240, 60],
      [2, 300, 60],
      [3, 360, 60],
    ]);
    expect(folds.map(({ dataset: { split } }) => [split.validationFrom / day, split.testFrom / day])).toEqual([
      [4, 5],
      [5, 6],
      [6, 7],
    ]);
  });

  it('shows a fold nothing of its window, and its window nothing of the test', () => {
    for (const { dataset: seen, nValidation } of rollingOrigin(dataset, 5)) {
      const { validationFrom } = seen.split;
      const learned = trainingPart(seen).shoppers.flatMap(({ steps }) => steps);
      expect(Math.max(...learned.map(({ time }) => time))).toBeLessThan(validationFrom);
      const asked = heldOutSessions(seen, 'validation');
      expect(asked).toHaveLength(nValidation);
      expect(Math.max(...asked.flatMap(({ steps }) => steps.map(({ time }) => time)))).toBeLessThan(7 * day);
      expect(seen.split.refit).toBe(false);
    }
  });

  it('leaves out the sessions of a test file', () => {
    const shoppers = dataset.shoppers.map((shopper) => ({ ...shopper, firstTestSession: 6 }));
    const seen = { ...dataset, shoppers, split: { kind: 'last' as const, validationFrom: 5 * day, testFrom: 6 * day } };
    expect(rollingOrigin(seen, 2).map(({ nTraining, nValidation }) => [nTraining, nValidation])).toEqual([
      [240, 60],
      [300, 60],
    ]);
  });

  it('says how many folds there can be', () => {
    // 420 sessions before the test are seven windows: six to predict in, and one to begin with.
    expect(rollingOrigin(dataset, 6)).toHaveLength(6);
    expect(() => rollingOrigin(dataset, 7)).toThrow(
      expect.objectContaining({ code: 'DATA_TOO_SMALL', message: expect.stringContaining('at most 6 folds') }),
    );
    expect(() => rollingOrigin(dataset, 1)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
    const leftOut = { ...dataset, split: { ...dataset.split, kind: 'leave-one-out' as const } };
    expect(() => rollingOrigin(leftOut, 2)).toThrow(/needs a split in time/);
  });
});

describe('validateFolds', () => {
  it('refuses a fold that has nothing to predict before it trains any', async () => {
    // Nobody comes on the sixth day but 60 newcomers, who look at one item each.
    const shoppers = dataset.shoppers.map((shopper) => ({
      ...shopper,
      steps: shopper.steps.filter(({ session }) => session !== 5),
    }));
    const newcomers = Array.from({ length: 60 }, (_, i) => ({
      id: `new-${i}`,
      steps: [{ item: i % 4, time: 5 * day + i, session: 0 }],
    }));
    const thin = { ...dataset, shoppers: [...shoppers, ...newcomers] };
    await expect(validateFolds(thin, 2, quickOptions)).rejects.toMatchObject({
      code: 'DATA_TOO_SMALL',
      message: expect.stringMatching(/^fold 1 of the validation has 60 sessions and no case to predict/),
    });
  });

  it('gives the mean and the spread of what the folds came to', async () => {
    const training = { ...quickOptions.training, epochs: 2 };
    const folded = await validateFolds(dataset, 2, { ...quickOptions, training });
    const [one, other] = folded.folds.map(({ ndcg }) => ndcg);
    expect(folded.mean).toBeCloseTo((one + other) / 2, 12);
    expect(folded.spread).toBeCloseTo(Math.abs(one - other) / Math.SQRT2, 12);
    expect(one).toBeGreaterThan(0.2);
    expect(describeFolds(folded)).toContain(`over 2 folds: ${folded.mean.toFixed(4)} ± ${folded.spread.toFixed(4)}`);
  });
});
