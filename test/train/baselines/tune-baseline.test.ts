import { describe, expect, it } from 'vitest';
import { tuneBaseline } from '../../../src/train/baselines/tune-baseline.js';

const input = { shoppers: [], until: 0, nItems: 4, catalog: { itemIds: ['a', 'b', 'c', 'd'] } };
const cases = [{ shopperId: 's', steps: [], targets: [3] }];

/** Puts the target as far up as its options are near to height 2 and, once there, to width 5. */
function fakeBaseline(fitted: object[] = []) {
  return {
    defaults: { height: 0, width: 0 },
    grid: { height: [1, 2, 3], width: [5, 9] },
    fit: (_: object, options: { readonly [name: string]: number | string | boolean }) => {
      fitted.push(options);
      const better = Number(options.height === 2) + Number(options.height === 2 && options.width === 5);
      return () => Float32Array.of(2.5, 1.5, 0, better + 1);
    },
  };
}

describe('tuneBaseline', () => {
  it('keeps the best value of one option after the other', () => {
    const tuned = tuneBaseline(fakeBaseline(), { input, cases, measure: 'mrr@3' });
    expect(tuned.options).toEqual({ height: 2, width: 5 });
    expect(tuned.validation).toBe(1);
  });

  it('fits no setting twice', () => {
    const fitted: object[] = [];
    const { nTrials } = tuneBaseline(fakeBaseline(fitted), { input, cases, measure: 'mrr@3' });
    expect(fitted).toHaveLength(nTrials);
    expect(new Set(fitted.map((options) => JSON.stringify(options))).size).toBe(nTrials);
  });

  it('stays with the defaults where nothing is better', () => {
    const { options } = tuneBaseline(fakeBaseline(), { input, cases, measure: 'hitRate@4' });
    expect(options).toEqual({ height: 0, width: 0 });
  });
});
