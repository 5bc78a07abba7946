import { describe, expect, it } from 'vitest';
import { countMoves } from '../../../../src/train/report/data/cluster-moves.js';

const shoppers = (...parts: [number, number][]) =>
  Int32Array.from(parts.flatMap(([label, n]) => Array.from({ length: n }, () => label)));

describe('countMoves', () => {
  // 50 stay in group 0, 20 move from 0 to 1, 19 move from 1 to 0, 30 come in between
  const before = shoppers([0, 50], [0, 20], [1, 19], [-1, 30]);
  const after = shoppers([0, 50], [1, 20], [0, 19], [1, 30]);
  const moves = countMoves([0, 1], [before, after], 2);

  it('counts who stayed and who moved, leaving out what fewer than 20 did', () => {
    expect(moves.flows).toEqual([
      [
        { from: 0, to: 0, nShoppers: 50 },
        { from: 0, to: 1, nShoppers: 20 },
      ],
    ]);
  });

  it('shows no group of fewer than 20', () => {
    expect(moves.sizes).toEqual([
      [70, 0],
      [69, 50],
    ]);
  });

  it('takes the share that moved over those who were there before', () => {
    expect(moves.moved).toEqual([39 / 89]);
  });
});
