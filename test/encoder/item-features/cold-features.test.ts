import { describe, expect, it } from 'vitest';
import { coldFeatureValues, metItems, nearestItems } from '../../../src/encoder/item-features/cold-features.js';

describe('nearestItems', () => {
  it('gives the items that read alike, nearest first, by the cube of how alike', () => {
    const { items, weights } = nearestItems(Float32Array.of(0.5, 0, 1));
    expect(items).toEqual([2, 0]);
    expect(weights[0]).toBeCloseTo(8 / 9, 6);
    expect(weights[1]).toBeCloseTo(1 / 9, 6);
  });

  it('keeps the ten nearest, the earlier of equals', () => {
    const likeness = Float32Array.from({ length: 14 }, (_, item) => (item === 13 ? 1 : 0.5));
    expect(nearestItems(likeness).items).toEqual([13, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is empty where nothing is alike', () => {
    expect(nearestItems(new Float32Array(3))).toEqual({ items: [], weights: [] });
  });
});

describe('metItems', () => {
  it('sets the last session apart from those before, each item once', () => {
    expect(metItems(Int32Array.of(9, 4, 4, 9, 1, 10, 1, 2), 9)).toEqual({ current: [1, 2], earlier: [4] });
  });

  it('has no current item where a new session has begun, and no earlier one without a session start', () => {
    expect(metItems(Int32Array.of(9, 4, 9), 9)).toEqual({ current: [], earlier: [4] });
    expect(metItems(Int32Array.of(4, 5), 9)).toEqual({ current: [4, 5], earlier: [] });
  });
});

describe('coldFeatureValues', () => {
  const likeness = Float32Array.of(0.5, 0.25, 0, 1);
  const scores = {
    sequence: Float32Array.of(-1, -2, -3, -4),
    cluster: Float32Array.of(0, 0, 0, 1),
    repeat: Float32Array.of(0, 0, 0, 2),
  };
  const neighbours = { items: [3, 0], weights: [0.75, 0.25] };

  it('tells how alike what the shopper met reads, and what the model thinks of the neighbours', () => {
    const values = coldFeatureValues(likeness, neighbours, { current: [0, 2], earlier: [1, 3, 2] }, scores, 7);
    // Any: log(1.001 - (1 - .5 ** 3)), as the other one is not alike.
    // Neighbours: .75 * (-4 + 1) + .25 * -1, and .75 * 2.
    const expected = [0.25, 0.5, Math.log(0.126), 1.25 / 3, 1, -2.5, 1.5, 7];
    expected.forEach((value, f) => {
      expect(values[f]).toBeCloseTo(value, 6);
    });
    expect(values).toHaveLength(8);
  });

  it('is where nothing was met as where nothing is alike', () => {
    const values = coldFeatureValues(likeness, neighbours, { current: [], earlier: [] }, scores, 0);
    expect([...values.subarray(0, 5)]).toEqual([0, 0, Math.fround(Math.log(1.001 - 1)), 0, 0]);
  });
});
