import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { algorithms } from '../../../../src/train/cluster-lab/groups/algorithms.js';
import { prepareRounds, type View } from '../../../../src/train/cluster-lab/groups/stability-rounds.js';
import { measureStability } from '../../../../src/train/cluster-lab/judging/stability.js';

const grouping = algorithms['k-means'];

/** Shoppers around the corners of a triangle, or about its middle. */
function view(n: number, reach: number, seed = 1): View {
  const random = createRandom(seed);
  const corners = [
    [0, 2],
    [-1.7, -1],
    [1.7, -1],
  ];
  const points = Array.from({ length: n }, (_, i) => corners[i % 3].map((corner) => reach * corner + random.normal()));
  return { points: Float32Array.from(points.flat()), size: 2 };
}

describe('measureStability', () => {
  it('is high for groups that are there, and far above the null', () => {
    const one = view(300, 5);
    const { agreement, nullAgreement, nRounds } = measureStability(
      prepareRounds([one, one], { isDisjoint: true, seed: 1 }),
      grouping,
      3,
    );
    expect(agreement).toBeGreaterThan(0.95);
    expect(nullAgreement).toBeLessThan(0.8);
    expect(nRounds).toBe(3);
  });

  it('is no higher than the null where there are no groups, however alike the fits are', () => {
    // A long cloud is cut in the middle each time.
    const random = createRandom(3);
    const cloud: View = {
      points: Float32Array.from({ length: 1200 }, (_, p) => random.normal() * (p % 2 === 0 ? 20 : 1)),
      size: 2,
    };
    const measured = measureStability(prepareRounds([cloud, cloud], { isDisjoint: true, seed: 1 }), grouping, 2);
    expect(measured.agreement).toBeGreaterThan(0.5);
    expect(measured.agreement - measured.nullAgreement).toBeLessThan(3 * measured.standardError + 0.1);
  });

  it('follows each shopper between two views, of other sizes too', () => {
    const now = view(300, 5);
    // the same shoppers, mirrored and with a third number that tells nothing
    const other: View = {
      points: Float32Array.from({ length: 900 }, (_, p) =>
        p % 3 === 2 ? 1 : -now.points[Math.floor(p / 3) * 2 + (p % 3)],
      ),
      size: 3,
    };
    const rounds = prepareRounds([now, other], { isDisjoint: false, seed: 1 });
    expect(measureStability(rounds, grouping, 3).agreement).toBeGreaterThan(0.95);
    const strangers = prepareRounds([now, { ...view(300, 5, 2), points: other.points.toReversed() }], {
      isDisjoint: false,
      seed: 1,
    });
    expect(strangers[0].real[1].heldOut.length).toBeGreaterThan(0);
  });

  it('is 0 where a fit finds fewer than two groups', () => {
    const one = view(300, 5);
    const rounds = prepareRounds([one, one], { isDisjoint: true, seed: 1 });
    expect(measureStability(rounds, grouping, 1)).toMatchObject({ agreement: 0, nullAgreement: 0 });
  });

  it('counts what either fit calls noise as no agreement', () => {
    const one = view(300, 5);
    const rounds = prepareRounds([one, one], { isDisjoint: true, seed: 1 });
    const group: typeof grouping.group = (points, size, options) => {
      const made = grouping.group(points, size, options);
      return { ...made, assign: (others) => made.assign(others).map((label, i) => (i % 2 === 0 ? -1 : label)) };
    };
    const { agreement } = measureStability(rounds, { group }, 3);
    expect(agreement).toBeCloseTo(0.5, 1);
  });
});

describe('prepareRounds', () => {
  it('fits on disjoint thirds, or on the same one, and holds out the last', () => {
    const points = Float32Array.from({ length: 90 }, (_, i) => i);
    const one: View = { points, size: 1 };
    const [halves] = prepareRounds([one, one], { isDisjoint: true, seed: 1 });
    const seen = [halves.real[0].fitted, halves.real[1].fitted, halves.real[0].heldOut].map((part) => [...part]);
    expect(new Set(seen.flat()).size).toBe(90);
    expect(halves.real[1].heldOut).toEqual(halves.real[0].heldOut);
    const [same] = prepareRounds([one, { ...one }], { isDisjoint: false, seed: 1 });
    expect(same.real[0].fitted).toEqual(same.real[1].fitted);
    expect(new Set([...same.real[0].fitted, ...same.real[0].heldOut]).size).toBe(60);
    expect(same.null[0].fitted).not.toEqual(same.real[0].fitted);
  });

  it('passes over whom one view cannot place, and gives nothing for a handful', () => {
    const one: View = { points: Float32Array.from({ length: 90 }, (_, i) => i), size: 1 };
    const other: View = { points: one.points.map((value) => (value % 2 === 0 ? Number.NaN : value)), size: 1 };
    expect(prepareRounds([one, other], { isDisjoint: false, seed: 1 })).toEqual([]);
  });
});
