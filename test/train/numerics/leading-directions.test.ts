import { describe, expect, it } from 'vitest';
import { leadingDirections, projectRow } from '../../../src/train/numerics/leading-directions.js';

const sparse = (...rows: number[][]) =>
  rows.map((row) => ({ terms: Int32Array.from(row.keys()), weights: Float64Array.from(row) }));

describe('leadingDirections', () => {
  it('finds the directions in which the rows are longest, the longest first', () => {
    // lengths along the axes: 5, 3 and 1
    const { directions, size } = leadingDirections(sparse([0, 3, 0], [5, 0, 0], [0, 0, 1]), 3, 2, 1);
    expect(size).toBe(2);
    const columns = [0, 1].map((d) => [0, 1, 2].map((c) => Math.abs(directions[c * size + d])));
    expect(columns[0]).toEqual([expect.closeTo(1, 2), expect.closeTo(0, 2), expect.closeTo(0, 2)]);
    expect(columns[1]).toEqual([expect.closeTo(0, 2), expect.closeTo(1, 2), expect.closeTo(0, 2)]);
  });

  it('keeps the distances of rows that lie in a plane', () => {
    const rows = sparse([1, 2, 3, 0], [2, 4, 6, 1], [0, 0, 0, 2]);
    const { directions, size } = leadingDirections(rows, 4, 2, 7);
    const [a, b] = rows.map((row) => projectRow(row, directions, size));
    // (1,2,3,0) and (2,4,6,1) are the root of 14 + 1 apart
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeCloseTo(Math.sqrt(15), 6);
  });

  it('gives no more directions than there are columns', () => {
    expect(leadingDirections(sparse([1, 0], [0, 1]), 2, 48, 1).size).toBe(2);
  });
});
