import { describe, expect, it } from 'vitest';
import { fitLogistic } from '../../../../src/train/audit/membership/logistic-regression.js';

describe('fitLogistic', () => {
  it('gives the log-odds of each group where a feature names the group', () => {
    const rows = [0, 0, 0, 0, 1, 1, 1, 1].map((value) => [value]);
    const logOdds = fitLogistic({ rows, answers: [1, 0, 0, 0, 1, 1, 1, 0] }, 1e-9);
    // One of four, and three of four.
    expect(logOdds([0])).toBeCloseTo(Math.log(1 / 3), 5);
    expect(logOdds([1])).toBeCloseTo(Math.log(3), 5);
  });

  it('stays finite where the answers can be told apart without an error', () => {
    const logOdds = fitLogistic({ rows: [[1], [2], [3], [4]], answers: [0, 0, 1, 1] });
    expect(logOdds([1])).toBeCloseTo(-logOdds([4]), 6);
    // At the best weight w the slope of the likelihood is the slope of the penalty: sum of (y - p) x = w.
    const scaled = [1, 2, 3, 4].map((value) => (value - 2.5) / Math.sqrt(1.25));
    const weight = logOdds([4]) / scaled[3];
    const slope = scaled.reduce((sum, x, i) => sum + (Number(i > 1) - 1 / (1 + Math.exp(-weight * x))) * x, 0);
    expect(slope).toBeCloseTo(weight, 6);
  });

  it('leaves a feature out that is always the same', () => {
    const logOdds = fitLogistic({ rows: [[7], [7], [7], [7]], answers: [1, 1, 1, 0] }, 1e-9);
    expect(logOdds([7])).toBeCloseTo(Math.log(3), 5);
  });
});
