import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adaptCentroids,
  type CentroidShift,
  type ClusterAdaptation,
  inheritAdaptation,
  moveCentroid,
} from '../../../src/clusters/placing/adaptation.js';

const centroids = Float32Array.of(0, 0, 40, 0, 0, 60); // three of size 2; 40 from the first to its nearest
const shiftOf = (shifts: readonly CentroidShift[], id: number) => [
  ...shifts.find((shift) => shift.cluster === id)!.shift,
];

describe('moveCentroid', () => {
  it('takes a smaller step with each visit', () => {
    const once = moveCentroid([], centroids, 2, 0, Float32Array.of(4.2, 0));
    expect(once).toHaveLength(1);
    expect(once[0]).toMatchObject({ cluster: 0, count: 1 });
    expect(shiftOf(once, 0)[0]).toBeCloseTo(4.2 / 21, 6); // 0.2
    const twice = moveCentroid(once, centroids, 2, 0, Float32Array.of(4.6, 0));
    expect(twice[0].count).toBe(2);
    expect(shiftOf(twice, 0)[0]).toBeCloseTo(0.2 + (4.6 - 0.2) / 22, 6); // 0.4
  });

  it('moves clusters apart from each other', () => {
    const shifts = moveCentroid(
      moveCentroid([], centroids, 2, 0, Float32Array.of(0, 21)),
      centroids,
      2,
      1,
      Float32Array.of(61, 0),
    );
    expect(shiftOf(shifts, 0)).toEqual([0, 1]);
    expect(shiftOf(shifts, 1)).toEqual([1, 0]);
    expect([...adaptCentroids(centroids, 2, shifts)]).toEqual([0, 1, 41, 0, 0, 60]);
    expect([...centroids]).toEqual([0, 0, 40, 0, 0, 60]);
  });

  it('never moves a centroid farther than half the way to the border, wherever the shopper goes', () => {
    const coordinate = fc.float({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 }), (visits) => {
        let shifts: CentroidShift[] = [];
        for (const visit of visits) shifts = moveCentroid(shifts, centroids, 2, 0, Float32Array.from(visit));
        expect(Math.hypot(...(shifts[0]?.shift ?? []))).toBeLessThanOrEqual(10.0001);
      }),
    );
  });

  it('leaves the only centroid where it is', () => {
    expect(shiftOf(moveCentroid([], Float32Array.of(1, 1), 2, 0, Float32Array.of(9, 9)), 0)).toEqual([0, 0]);
  });
});

describe('inheritAdaptation', () => {
  const shift = (cluster: number, count: number): CentroidShift => ({
    cluster,
    count,
    shift: Float32Array.of(cluster, count),
  });
  const kept: ClusterAdaptation = { model: 'old', learnedUntil: 7, shifts: [shift(0, 3), shift(1, 5), shift(2, 4)] };

  it('is the same for the same model', () => {
    expect(inheritAdaptation(kept, 'old')).toEqual(kept);
  });

  it('follows clusters to what they became in a newer model', () => {
    const found = inheritAdaptation(kept, 'new', [
      { model: 'older', ids: [0, 1, 2] },
      { model: 'old', ids: [2, null, 0] },
    ]);
    expect(found).toMatchObject({ model: 'new', learnedUntil: 7 });
    expect(found!.shifts.map(({ cluster, count }) => [cluster, count])).toEqual([
      [2, 3],
      [0, 4],
    ]);
  });

  it('keeps the better known one of two clusters that became one', () => {
    const merged = inheritAdaptation(kept, 'new', [{ model: 'old', ids: [1, 1, 1] }]);
    expect(merged!.shifts.map(({ cluster, count }) => [cluster, count])).toEqual([[1, 5]]);
  });

  it('tells nothing about a model that does not succeed its own', () => {
    expect(inheritAdaptation(kept, 'new', [{ model: 'other', ids: [0, 1, 2] }])).toBeUndefined();
    expect(inheritAdaptation(kept, 'new')).toBeUndefined();
  });
});
