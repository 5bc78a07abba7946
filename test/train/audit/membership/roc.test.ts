import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { rocAuc, sortScores, truePositiveRate, weightedAuc } from '../../../../src/train/audit/membership/roc.js';

/** Few different scores, so that ties are frequent. */
const labelled = fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), isMember: fc.boolean() }), {
  minLength: 2,
  maxLength: 40,
});

const toGroups = (rows: readonly { score: number; isMember: boolean }[]) => ({
  scores: rows.map(({ score }) => score),
  isMember: rows.map(({ isMember }) => Number(isMember)),
});

/** The share of pairs of a member and a non-member that are in order, counted one by one. */
function countPairs({ scores, isMember }: ReturnType<typeof toGroups>): number {
  let [inOrder, all] = [0, 0];
  scores.forEach((score, i) => {
    scores.forEach((other, j) => {
      if (!isMember[i] || isMember[j]) return;
      all++;
      inOrder += score > other ? 1 : score === other ? 0.5 : 0;
    });
  });
  return inOrder / all;
}

describe('rocAuc', () => {
  it.each([
    ['members above all others', [4, 3, 2, 1], [1, 1, 0, 0], 1],
    ['members below all others', [1, 2, 3, 4], [1, 1, 0, 0], 0],
    ['one of four pairs tied', [3, 2, 2, 1], [1, 1, 0, 0], 0.875],
    ['all tied', [5, 5, 5], [1, 0, 0], 0.5],
    ['two of six pairs out of order', [0.9, 0.4, 0.35, 0.8, 0.1], [1, 1, 1, 0, 0], 4 / 6],
  ])('counts pairs in order: %s', (_, scores, isMember, auc) => {
    expect(rocAuc({ scores, isMember })).toBeCloseTo(auc, 12);
  });

  it('is what counting all pairs gives, ties a half', () => {
    fc.assert(
      fc.property(labelled, (rows) => {
        const groups = toGroups(rows);
        fc.pre(new Set(groups.isMember).size === 2);
        expect(rocAuc(groups)).toBeCloseTo(countPairs(groups), 10);
      }),
    );
  });

  it('does not depend on the order of the scores', () => {
    fc.assert(
      fc.property(labelled, fc.integer(), (rows, seed) => {
        const shuffled = toGroups(createRandom(seed).shuffle([...rows]));
        fc.pre(new Set(shuffled.isMember).size === 2);
        expect(rocAuc(shuffled)).toBeCloseTo(rocAuc(toGroups(rows)), 10);
        expect(truePositiveRate(shuffled, 0.2)).toBe(truePositiveRate(toGroups(rows), 0.2));
      }),
    );
  });

  it('is not a number where a group is empty', () => {
    expect(rocAuc({ scores: [1, 2], isMember: [1, 1] })).toBeNaN();
  });
});

describe('weightedAuc', () => {
  it('counts a score of weight 2 like the same score twice', () => {
    const sorted = sortScores([3, 2, 2, 1]);
    const twice = rocAuc({ scores: [3, 3, 2, 2, 2, 1], isMember: [1, 1, 1, 0, 0, 0] });
    expect(weightedAuc(sorted, [1, 1, 0, 0], [2, 1, 2, 1])).toBeCloseTo(twice, 12);
  });

  it('leaves scores of weight 0 out', () => {
    expect(weightedAuc(sortScores([3, 2, 1]), [1, 0, 1], [1, 1, 0])).toBe(1);
  });
});

describe('truePositiveRate', () => {
  it('finds the members above the first non-member where none may be wrong', () => {
    expect(truePositiveRate({ scores: [4, 3, 2, 1], isMember: [1, 0, 1, 0] }, 0)).toBe(0.5);
  });

  it('goes on until more than the allowed share of the non-members would be wrong', () => {
    const groups = { scores: [6, 5, 4, 3, 2, 1], isMember: [1, 0, 1, 0, 1, 0] };
    expect(truePositiveRate(groups, 0.34)).toBeCloseTo(2 / 3, 12);
    expect(truePositiveRate(groups, 0.67)).toBe(1);
  });

  it('puts no threshold between tied scores', () => {
    expect(truePositiveRate({ scores: [2, 2, 1, 0], isMember: [1, 0, 1, 0] }, 0)).toBe(0);
  });
});
