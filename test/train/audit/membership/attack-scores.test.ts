import { beforeAll, describe, expect, it } from 'vitest';
import { pairScores } from '../../../../src/train/audit/membership/attack-scores.js';
import { leaveOneOut, scoreHeldOut } from '../../../../src/train/audit/membership/held-out-scores.js';
import { loadTensorflow } from '../../../../src/train/tensorflow/load-tensorflow.js';
import { tinyModel } from '../../models/tiny-model.js';

const steps = [0, 1, 2].map((item) => ({ item, time: 0, session: 0 }));

describe('pairScores', () => {
  /** Item 0 speaks for 1 by .5 and for 3 by .9; item 1 for 0 by .25. */
  const table = {
    perItem: 2,
    items: Int32Array.of(1, 3, 0, -1, -1, -1, -1, -1),
    strengths: Float32Array.of(0.5, 0.9, 0.25, 0, 0, 0, 0, 0),
  };

  it('counts each pair once that the table holds in either direction, and adds all strengths', () => {
    // One of three pairs; .75 over six ordered pairs.
    expect(pairScores({ steps }, table)).toEqual({ 'pairs in the table': 1 / 3, 'strength of pairs': 0.125 });
  });

  it('knows nothing of a basket whose items the table does not join', () => {
    const apart = [1, 2, 3].map((item) => ({ item, time: 0, session: 0 }));
    expect(pairScores({ steps: apart }, table)).toEqual({ 'pairs in the table': 0, 'strength of pairs': 0 });
  });
});

describe('leaveOneOut', () => {
  it('asks for each item once, given all others', () => {
    expect(leaveOneOut('x', steps).map(({ targets, excluded }) => [targets[0], excluded])).toEqual([
      [0, [1, 2]],
      [1, [0, 2]],
      [2, [0, 1]],
    ]);
  });

  it('asks for twelve items of a large basket, spread over it', () => {
    const large = Array.from({ length: 60 }, (_, item) => ({ item, time: 0, session: 0 }));
    expect(leaveOneOut('x', large).map(({ targets }) => targets[0])).toEqual([
      0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55,
    ]);
  });
});

describe('scoreHeldOut', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('gives probabilities of the items that are not given', () => {
    const model = tinyModel(1, ['a', 'b', 'c', 'd', 'e']);
    const [{ whole, encoder }] = scoreHeldOut(model, leaveOneOut('x', steps));
    for (const scores of [whole, encoder]) {
      expect([...scores.subarray(1, 3)]).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
      const total = [0, 3, 4].reduce((sum, item) => sum + Math.exp(scores[item]), 0);
      expect(total).toBeCloseTo(1, 5);
    }
  });
});
