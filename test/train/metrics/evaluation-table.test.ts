import { describe, expect, it } from 'vitest';
import { compareMethods, type MeasuredMethod } from '../../../src/train/metrics/evaluation-table.js';
import { poolSeeds } from '../../../src/train/metrics/pool-seeds.js';

const names = ['hitRate@1'];

/** A method with one case a shopper, hit or missed. */
function measured(method: string, hits: readonly number[], bySeed: MeasuredMethod['bySeed'] = []): MeasuredMethod {
  const rows = hits.map((hit, i) => [`s${i}`, { sums: Float64Array.of(hit), counts: Float64Array.of(1) }] as const);
  const figures = { 'hitRate@1': hits.reduce((a, b) => a + b) / hits.length };
  return { method, figures, sums: { names, rows: new Map(rows) }, bySeed };
}

const everyThird = Array.from({ length: 90 }, (_, i) => (i % 3 === 0 ? 1 : 0));

describe('compareMethods', () => {
  it('calls a lead significant that chance does not explain', () => {
    const [, never, other] = compareMethods(
      [
        measured('vitrine', everyThird),
        measured(
          'never',
          everyThird.map(() => 0),
        ),
        measured(
          'one less',
          everyThird.map((hit, i) => (i === 0 ? 0 : hit)),
        ),
      ],
      1,
    );
    expect(never.behind!['hitRate@1'].difference).toBeCloseTo(1 / 3, 12);
    expect(never.behind!['hitRate@1'].isSignificant).toBe(true);
    // One shopper of ninety: the draws without that one leave nothing.
    expect(other.behind!['hitRate@1'].difference).toBeCloseTo(1 / 90, 12);
    expect(other.behind!['hitRate@1'].interval[0]).toBe(0);
    expect(other.behind!['hitRate@1'].isSignificant).toBe(false);
  });

  it('compares shopper by shopper: who always does the same leads by nothing', () => {
    const [first, second] = compareMethods([measured('vitrine', everyThird), measured('twin', everyThird)], 1);
    expect(second.intervals).toEqual(first.intervals);
    expect(second.behind!['hitRate@1']).toEqual({ difference: 0, interval: [0, 0], isSignificant: false });
    expect(first.intervals['hitRate@1'][0]).toBeLessThan(1 / 3);
    expect(first.intervals['hitRate@1'][1]).toBeGreaterThan(1 / 3);
  });
});

describe('poolSeeds', () => {
  const run = (mean: number, ...rows: [id: string, sum: number, count: number][]) => ({
    means: () => ({ 'hitRate@1': mean }),
    byShopper: () => ({
      names,
      rows: new Map(
        rows.map(([id, sum, count]) => [id, { sums: Float64Array.of(sum), counts: Float64Array.of(count) }]),
      ),
    }),
  });

  it('keeps a shopper’s cases of all seeds together', () => {
    const { figures, sums, bySeed } = poolSeeds([
      run(0.5, ['ann', 1, 1], ['bob', 0, 1]),
      run(1, ['ann', 1, 1], ['cid', 2, 2]),
    ]);
    expect(figures).toEqual({ 'hitRate@1': 0.75 });
    expect(bySeed).toEqual([{ 'hitRate@1': 0.5 }, { 'hitRate@1': 1 }]);
    expect([...sums.rows].map(([id, row]) => [id, row.sums[0], row.counts[0]])).toEqual([
      ['ann', 2, 2],
      ['bob', 0, 1],
      ['cid', 2, 2],
    ]);
  });
});
