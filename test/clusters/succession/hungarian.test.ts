import { describe, expect, it } from 'vitest';
import { pairByCost } from '../../../src/clusters/succession/hungarian.js';
import { createRandom } from '../../../src/random.js';

/** The least sum over every way to give each row a column of its own; there are no more rows than columns. */
function leastSum(costs: Float64Array, nRows: number, nColumns: number): number {
  const place = (row: number, taken: number): number => {
    if (row === nRows) return 0;
    let least = Number.POSITIVE_INFINITY;
    for (let column = 0; column < nColumns; column++) {
      if (taken & (1 << column)) continue;
      least = Math.min(least, costs[row * nColumns + column] + place(row + 1, taken | (1 << column)));
    }
    return least;
  };
  return place(0, 0);
}

function sumOf(costs: Float64Array, nColumns: number, pairs: Int32Array): number {
  return pairs.reduce((sum, column, row) => (column < 0 ? sum : sum + costs[row * nColumns + column]), 0);
}

const distinctColumns = (pairs: Int32Array) => new Set(pairs.filter((column) => column >= 0));

describe('pairByCost', () => {
  it('finds the least sum of all ways there are, up to seven rows and columns', () => {
    const random = createRandom(5);
    for (let nRows = 1; nRows <= 7; nRows++) {
      for (let nColumns = nRows; nColumns <= 7; nColumns++) {
        for (let repeat = 0; repeat < 8; repeat++) {
          // Whole numbers, some below 0, so that many ways tie.
          const draw = repeat % 2 === 0 ? () => random.next() : () => random.integer(5) - 2;
          const costs = Float64Array.from({ length: nRows * nColumns }, draw);
          const pairs = pairByCost(costs, nColumns);
          expect(distinctColumns(pairs).size).toBe(nRows);
          expect(sumOf(costs, nColumns, pairs)).toBeCloseTo(leastSum(costs, nRows, nColumns), 10);
        }
      }
    }
  });

  it('leaves rows alone where there are more of them than columns, as the transposed costs say', () => {
    const random = createRandom(6);
    for (let repeat = 0; repeat < 20; repeat++) {
      const [nRows, nColumns] = [6, 3];
      const costs = Float64Array.from({ length: nRows * nColumns }, () => random.next());
      const transposed = Float64Array.from(costs, (_, i) => costs[(i % nRows) * nColumns + Math.floor(i / nRows)]);
      const pairs = pairByCost(costs, nColumns);
      expect(pairs.filter((column) => column < 0)).toHaveLength(3);
      expect(distinctColumns(pairs).size).toBe(3);
      expect(sumOf(costs, nColumns, pairs)).toBeCloseTo(leastSum(transposed, nColumns, nRows), 10);
    }
  });

  it('gives up the best pair of all where that makes the others cheap', () => {
    // Taking 1 leaves 9: 10; taking both 2s costs 4.
    expect([...pairByCost(Float64Array.of(1, 2, 2, 9), 2)]).toEqual([1, 0]);
  });

  it('pairs nothing where there is nothing', () => {
    expect(pairByCost(new Float64Array(), 0)).toHaveLength(0);
    expect(pairByCost(new Float64Array(), 3)).toHaveLength(0);
  });

  it('refuses costs that are no numbers, and rows cut short', () => {
    expect(() => pairByCost(Float64Array.of(1, Number.NaN), 2)).toThrow(/cost 1 is NaN/);
    expect(() => pairByCost(Float64Array.of(1, 2, 3), 2)).toThrow(/3 costs are no multiple of 2 columns/);
  });
});
