import { describe, expect, it } from 'vitest';
import { fitBagSpace } from '../../../../src/train/cluster-lab/spaces/bag-space.js';
import { fitBehaviourSpace } from '../../../../src/train/cluster-lab/spaces/behaviour-space.js';
import { fitCombinedSpace } from '../../../../src/train/cluster-lab/spaces/combined-space.js';
import type { FeatureSpace } from '../../../../src/train/cluster-lab/spaces/feature-space.js';
import type { ShopperState } from '../../../../src/train/cluster-lab/spaces/shopper-state.js';
import { stateOf } from '../states.js';

const rowsOf = (points: Float32Array, size: number) =>
  Array.from({ length: points.length / size }, (_, i) => [...points.subarray(i * size, (i + 1) * size)]);

const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, d) => value - b[d]));

describe('fitBagSpace', () => {
  const states = [stateOf([0, 1]), stateOf([1, 0]), stateOf([0], [1, 0]), stateOf([2, 3]), stateOf([3], [2])];
  const space = fitBagSpace(states, 1);

  it('places shoppers of the same items alike, whatever their order, at length 1', () => {
    const [a, b, , d, e] = rowsOf(space.place(states), space.size);
    expect(distance(a, b)).toBeLessThan(1e-6);
    expect(distance(d, e)).toBeLessThan(1e-6);
    expect(distance(a, d)).toBeCloseTo(Math.SQRT2, 5);
    expect(Math.hypot(...a)).toBeCloseTo(1, 5);
  });

  it('places a shopper it was not fitted to, and one of unknown items nowhere', () => {
    const [known, unknown] = rowsOf(space.place([stateOf([1, 1, 1]), stateOf([9])]), space.size);
    expect(Math.hypot(...known)).toBeCloseTo(1, 5);
    expect(unknown.every(Number.isNaN)).toBe(true);
  });
});

describe('fitBehaviourSpace', () => {
  const options = { hasTimes: true, missing: 'median', seed: 1 } as const;
  const states = [stateOf([0]), stateOf([0, 1, 2]), stateOf([0, 0], [1, 2]), stateOf([3], [4], [5])];

  it('standardises each statistic, and drops what does not differ, by name', () => {
    const space = fitBehaviourSpace(states, options);
    for (let d = 0; d < space.size; d++) {
      const column = rowsOf(space.place(states), space.size).map((row) => row[d]);
      if (space.notes[0].split(': ')[1].split(', ')[d] === 'pause') continue; // has missing values
      expect(column.reduce((a, b) => a + b) / 4).toBeCloseTo(0, 6);
      expect(column.reduce((sum, value) => sum + value * value, 0) / 4).toBeCloseTo(1, 6);
    }
    expect(space.notes[1]).toMatch(/dropped.*: .*views, carts, purchases, searches/);
    expect(space.notes[1]).toContain('price level');
  });

  it('leaves out who has a missing value where asked to, and says how many', () => {
    const space = fitBehaviourSpace(states, { ...options, missing: 'drop' });
    const isPlaced = rowsOf(space.place(states), space.size).map((row) => !row.some(Number.isNaN));
    expect(isPlaced).toEqual([false, false, true, true]); // who came once has no pause
    expect(space.hasMissing).toBe(true);
    expect(space.notes.at(-1)).toBe('missing: pause of 2 shoppers; those shoppers are left out');
  });

  it('reads nothing from times that mean nothing', () => {
    const space = fitBehaviourSpace(states, { ...options, hasTimes: false });
    expect(space.notes.join()).not.toMatch(/recency|pause|session time/);
    expect(space.hasMissing).toBe(false);
  });

  it('refuses shoppers who all behave alike', () => {
    expect(() => fitBehaviourSpace([stateOf([1]), stateOf([2])], { ...options, hasTimes: false })).toThrow(
      expect.objectContaining({ code: 'DATA_TOO_SMALL' }),
    );
  });
});

describe('fitCombinedSpace', () => {
  const fixed = (name: FeatureSpace['name'], size: number, values: number[]): FeatureSpace => ({
    name,
    size,
    notes: [],
    place: () => Float32Array.from(values),
  });
  const states: ShopperState[] = [stateOf([0]), stateOf([1])];

  it('lets each block weigh the same, whatever its scale and width', () => {
    const space = fitCombinedSpace(states, [fixed('embedding', 1, [100, 300]), fixed('tf-idf', 2, [0, 0, 3, 4])]);
    // the first block: mean 200, deviation 100; the second: mean (1.5, 2), variance 2.25 + 4 = 2.5 squared
    expect(rowsOf(space.place(states), 3)).toEqual([
      [-1, expect.closeTo(-0.6), expect.closeTo(-0.8)],
      [1, expect.closeTo(0.6), expect.closeTo(0.8)],
    ]);
  });

  it('has no place for whom one block has none', () => {
    const space = fitCombinedSpace(states, [fixed('embedding', 1, [1, 3]), fixed('behaviour', 1, [Number.NaN, 5])]);
    expect(rowsOf(space.place(states), 2)).toEqual([
      [Number.NaN, Number.NaN],
      [1, 0],
    ]);
  });
});
