import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topRows } from '../../src/ranking/top-rows.js';

/** The same by a plain sort of all rows. */
function sortAll(scores: Float32Array, limit: number, isWanted: (row: number) => boolean): number[] {
  const rank = (row: number) => (Number.isNaN(scores[row]) ? Number.NEGATIVE_INFINITY : scores[row]!);
  const isLast = (row: number) => Number(Number.isNaN(scores[row]));
  return [...scores.keys()]
    .filter(isWanted)
    .sort((a, b) => isLast(a) - isLast(b) || (rank(b) === rank(a) ? a - b : rank(b) - rank(a)))
    .slice(0, Math.max(0, limit));
}

describe('topRows', () => {
  it('gives the rows of the highest scores, best first, ties by their row', () => {
    expect(topRows(Float32Array.of(1, 3, 2, 3), 3)).toEqual([1, 3, 2]);
  });

  it('orders numbers below, at and above 0, infinities, and puts what is no number last', () => {
    const scores = Float32Array.of(-2, 0, Number.NaN, -0, 5, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, -1);
    expect(topRows(scores, 8)).toEqual([6, 4, 1, 3, 7, 0, 5, 2]);
  });

  it('gives none for a limit of 0 or less, and of nothing', () => {
    expect(topRows(Float32Array.of(1, 2), 0)).toEqual([]);
    expect(topRows(Float32Array.of(1, 2), -1)).toEqual([]);
    expect(topRows(new Float32Array(0), 5)).toEqual([]);
    expect(topRows(Float32Array.of(1, 2), 5, () => false)).toEqual([]);
  });

  it('agrees with a sort of all rows, whatever the scores, the limit and the rows that are wanted', () => {
    const scores = fc.float32Array({ maxLength: 300 });
    fc.assert(
      fc.property(scores, fc.integer({ min: -1, max: 310 }), fc.integer({ min: 1, max: 5 }), (values, limit, every) => {
        const isWanted = (row: number) => row % every !== 1;
        expect(topRows(values, limit, isWanted)).toEqual(sortAll(values, limit, isWanted));
      }),
    );
  });
});
