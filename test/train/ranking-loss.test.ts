import { grads, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTensorflow } from '../../src/train/load-tensorflow.js';
import type { PredictedRows } from '../../src/train/predicted-rows.js';
import { rankingLoss } from '../../src/train/ranking-loss.js';

/** Two rows over three items: the first has two right answers and says something about item 1, the second one answer. */
const rows: PredictedRows = {
  positions: Int32Array.of(0, 1),
  weights: Float32Array.of(1, 3),
  targetStarts: Int32Array.of(0, 2, 3),
  targets: Int32Array.of(0, 2, 1),
  features: {
    starts: Int32Array.of(0, 1, 1),
    items: Int32Array.of(1),
    values: Float32Array.of(0.5, 1, 2, 0, 1),
  },
};
const logits = [0.2, -0.4, 1, 0, 0.3, -1];
const featureWeights = [1, -2, 0.5, 3, 0.25];

function computeLoss(logitValues: number[], weights: number[]): number {
  return tidy(() => rankingLoss(tensor(logitValues, [2, 3]), tensor(weights), rows).dataSync()[0]);
}

/** The same by hand, in plain arithmetic. */
function lossByHand(logitValues: number[], weights: number[]): number {
  const bonus = weights[0] * 0.5 + weights[1] * 1 + weights[2] * 2 + weights[4] * 1;
  const logProbability = (scores: number[], i: number) =>
    scores[i] - Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
  const first = [logitValues[0], logitValues[1] + bonus, logitValues[2]];
  const second = logitValues.slice(3);
  return -(((logProbability(first, 0) + logProbability(first, 2)) / 2) * 0.25 + logProbability(second, 1) * 0.75);
}

describe('rankingLoss', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('is the weighted cross-entropy over the sets of targets, features included', () => {
    expect(computeLoss(logits, featureWeights)).toBeCloseTo(lossByHand(logits, featureWeights), 5);
  });

  it('has the gradients that finite differences of the formula give', () => {
    const gradients = tidy(() =>
      grads((a: Tensor, b: Tensor) => rankingLoss(a, b, rows))([tensor(logits, [2, 3]), tensor(featureWeights)]).map(
        (gradient) => Array.from(gradient.dataSync()),
      ),
    );
    const h = 1e-5;
    const moved = (values: number[], i: number, by: number) => values.map((value, j) => (i === j ? value + by : value));
    logits.forEach((_, i) => {
      const slope =
        (lossByHand(moved(logits, i, h), featureWeights) - lossByHand(moved(logits, i, -h), featureWeights)) / (2 * h);
      expect(gradients[0][i]).toBeCloseTo(slope, 5);
    });
    featureWeights.forEach((_, i) => {
      const slope =
        (lossByHand(logits, moved(featureWeights, i, h)) - lossByHand(logits, moved(featureWeights, i, -h))) / (2 * h);
      expect(gradients[1][i]).toBeCloseTo(slope, 5);
    });
  });

  it('stays finite where a target is all but impossible', () => {
    expect(computeLoss([-500, 500, -500, 0, 0, 0], featureWeights)).toBeLessThan(30);
  });
});
