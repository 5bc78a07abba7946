import { describe, expect, it } from 'vitest';
import { measureGain } from '../../../../src/train/cluster-lab/judging/gain.js';

describe('measureGain', () => {
  it('is the mean difference, and certain where everybody gains the same', () => {
    expect(measureGain(['a', 'b'], [0.5, 0.75], [0.25, 0.5], 1)).toEqual({
      difference: 0.25,
      interval: [0.25, 0.25],
      standardError: 0,
    });
  });

  it('draws shoppers, not questions', () => {
    // 40 questions, half of them gain 1: of 40 shoppers the error is .5 / root of 40, of two it is .35
    const values = Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 0));
    const others = values.map(() => 0);
    const errorOf = (idOf: (i: number) => string) =>
      measureGain(
        values.map((_, i) => idOf(i)),
        values,
        others,
        1,
      ).standardError;
    expect(errorOf((i) => `${i}`)).toBeCloseTo(0.5 / Math.sqrt(40), 2);
    expect(errorOf((i) => (i < 20 ? 'a' : 'b'))).toBeCloseTo(0.5 / Math.SQRT2, 1);
    // of thirty questions and ten: 2/3, 1/2 or 0, as both, each or none of those drawn are the first
    expect(errorOf((i) => (i < 30 ? 'a' : 'b'))).toBeCloseTo(0.25, 1);
  });
});
