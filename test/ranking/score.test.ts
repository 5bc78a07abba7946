import { describe, expect, it } from 'vitest';
import { scoreItems, totalScores } from '../../src/ranking/score.js';
import { bestRows, selectRows } from '../../src/ranking/score-table.js';
import { tableOf } from './table.js';

const weights = { sequence: 2, cluster: 0.5, repeat: 3, position: 0 };

describe('scoreItems', () => {
  it('weighs logits, cluster affinities and repeats', () => {
    const parts = scoreItems({
      logits: Float32Array.of(1, -1),
      repeats: new Map([[1, 2]]),
      clusterProbabilities: Float32Array.of(0.25, 0.75),
      affinities: Float32Array.of(4, 0, 0, 8),
      weights,
    });
    expect([...parts.sequence]).toEqual([2, -2]);
    // 0.5 * 0.25 * 4 and 0.5 * 0.75 * 8
    expect([...parts.cluster]).toEqual([0.5, 3]);
    expect(parts.repeat[0]).toBe(0);
    expect(parts.repeat[1]).toBe(6);
    expect(totalScores(parts)[0]).toBe(2.5);
    expect(totalScores(parts)[1]).toBe(1 + 6);
  });
});

describe('bestRows', () => {
  const table = tableOf({ a: 1, b: 3, c: 3, d: 2 });

  it('gives the best first, a tie to the earlier row', () => {
    expect(bestRows(table, 3)).toEqual([1, 2, 3]);
  });

  it('leaves out what is not wanted', () => {
    expect(bestRows(table, 10, (id) => id !== 'b')).toEqual([2, 3, 0]);
  });
});

describe('selectRows', () => {
  it('keeps the rows asked for, in that order, with their reasons', () => {
    const table = { ...tableOf({ a: 1, b: 2, c: 3 }), history: ['x'], because: Int16Array.of(-1, 0, -1) };
    const selected = selectRows(table, [2, 1]);
    expect(selected.itemIds).toEqual(['c', 'b']);
    expect([...selected.sequence]).toEqual([3, 2]);
    expect([...selected.because]).toEqual([-1, 0]);
  });
});
