import { describe, expect, it } from 'vitest';
import { isUseful, scoreClusterings } from '../../../../src/train/cluster-lab/judging/score.js';
import { judgedClustering, stableHalves, usefulnessOf } from '../judged.js';

describe('scoreClusterings', () => {
  it('combines the four parts, by hand', () => {
    const [scored] = scoreClusterings([
      judgedClustering({
        balance: { sizes: [90, 30], smallestShare: 0.25, noiseShare: 0, evenness: 0.8 },
        stability: stableHalves,
        usefulness: [usefulnessOf(0.04, 0.02), usefulnessOf(0.01)],
      }),
      judgedClustering({ space: 'tf-idf', usefulness: [usefulnessOf(0.06), usefulnessOf(0)] }),
    ]);
    expect(scored.parts).toEqual({
      separation: 0.5, // alone in its space
      balance: 0.8,
      stability: expect.closeTo(0.6), // (.8 - .5) / (1 - .5)
      usefulness: expect.closeTo(0.5), // (.02 + .01) / 2 of (.06 + 0) / 2
    });
    expect(scored.score).toBeCloseTo((0.5 + 0.8 + 0.6 + 0.5) / 4);
  });

  it('compares separation within a space alone', () => {
    const spaces = ['embedding', 'embedding', 'embedding', 'behaviour', 'behaviour'] as const;
    const silhouettes = [0.1, 0.2, 0.2, 0.9, 0.8];
    const judged = spaces.map((space, i) => judgedClustering({ space, silhouette: silhouettes[i] }));
    expect(scoreClusterings(judged).map(({ parts }) => parts.separation)).toEqual([0, 0.75, 0.75, 1, 0]);
  });

  it('takes no gain below 0, nor stability below the null', () => {
    const [scored] = scoreClusterings([
      judgedClustering({
        stability: { halves: { agreement: 0.2, nullAgreement: 0.6, standardError: 0.01, nRounds: 3 } },
        usefulness: [usefulnessOf(-0.01)],
      }),
    ]);
    expect(scored.parts).toMatchObject({ stability: 0, usefulness: 0 });
  });

  it('calls stable what agrees by itself and above the null, and never below it', () => {
    const isStable = (stability: Parameters<typeof judgedClustering>[0]['stability']) =>
      scoreClusterings([judgedClustering({ stability })])[0].isStable;
    const same = { ...stableHalves.halves, nullAgreement: 0.81 };
    const near = { ...stableHalves.halves, nullAgreement: 0.75 }; // 2.5 errors
    const poor = { agreement: 0.3, nullAgreement: 0.1, standardError: 0.01, nRounds: 3 };
    expect(isStable(stableHalves)).toBe(true);
    expect(isStable({ ...stableHalves, windows: same })).toBe(false);
    expect(isStable({ halves: near })).toBe(false);
    expect(isStable({ ...stableHalves, windows: near })).toBe(true);
    expect(isStable({ halves: poor })).toBe(false);
    expect(isStable({})).toBe(false);
  });
});

describe('isUseful', () => {
  it('asks for more of a gain where more are looked at', () => {
    // 2.5 standard errors: 1.96 are enough for one look, 3.02 for twenty
    expect(isUseful(usefulnessOf(0.0025), 1)).toBe(true);
    expect(isUseful(usefulnessOf(0.0025), 20)).toBe(false);
    expect(isUseful(usefulnessOf(0.0031), 20)).toBe(true);
  });

  it('asks for a gain over random clusters, too', () => {
    expect(isUseful(usefulnessOf(0.05, 0.0001), 1)).toBe(false);
    expect(isUseful(usefulnessOf(0.0001, 0.05), 1)).toBe(false);
  });
});
