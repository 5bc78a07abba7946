import { describe, expect, it } from 'vitest';
import { fitImputer, type MissingChoice } from '../../../../src/train/cluster-lab/spaces/missing-values.js';

const gap = Number.NaN;

describe('fitImputer', () => {
  const rows = Float64Array.of(0, 1, 0, 2, 0, 3, 9, 30, 9, gap);
  const filled = (choice: MissingChoice, row: number[]) => {
    const values = Float64Array.from(row);
    fitImputer(rows, 2, choice, 1)(values);
    return [...values];
  };

  it.each([
    ['drop', [9, gap]],
    ['mean', [9, 9]], // of 1, 2, 3, 30
    ['median', [9, 2.5]],
  ] as const)('%s', (choice, expected) => {
    expect(filled(choice, [9, gap])).toEqual(expected);
  });

  it('nearest: fills in the mean of the five nearest rows that have no gap', () => {
    const near = Array.from({ length: 5 }, (_, i) => [10, 4 + i]);
    const far = Array.from({ length: 20 }, () => [0, 100]);
    const impute = fitImputer(Float64Array.from([...near, ...far, [10, gap]].flat()), 2, 'nearest', 1);
    const row = Float64Array.of(10, gap);
    impute(row);
    expect([...row]).toEqual([10, 6]);
  });

  it('nearest: falls back on the median where every row has a gap', () => {
    const row = Float64Array.of(gap, gap);
    fitImputer(Float64Array.of(1, gap, gap, 5, 3, gap), 2, 'nearest', 1)(row);
    expect([...row]).toEqual([2, 5]);
  });

  it('leaves a row without gaps as it is', () => {
    expect(filled('nearest', [4, 7])).toEqual([4, 7]);
  });
});
