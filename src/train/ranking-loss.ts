import { customGrad, scalar, softmax, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { PredictedRows } from './predicted-rows.js';

/**
 * Mean softmax cross-entropy over the whole vocabulary, each row with a set of equally right targets, where an item
 * that the shopper met before gets a learned extra score:
 * `logit + repeat[0] log(1 + times met in earlier sessions) + repeat[1] log(1 + times met in this session)`.
 *
 * Written with its own gradient: the backend's goes through a slow path.
 *
 * @param logits [rows, nItems]
 * @param repeat [2]
 * @returns a scalar: the weighted mean over rows of -mean(log probability of the row's targets)
 */
export function rankingLoss(logits: Tensor, repeat: Tensor, rows: PredictedRows): Tensor {
  const loss = customGrad((...inputs) => {
    const [rowLogits, weights] = inputs as [Tensor, Tensor];
    const [, nItems] = rowLogits.shape;
    const [earlier, current] = weights.dataSync();
    const scores = rowLogits.dataSync() as Float32Array;
    eachMeeting(rows, (row, entry) => {
      const { item, inEarlier, inCurrent } = rows.met;
      scores[row * nItems + item[entry]] += earlier * inEarlier[entry] + current * inCurrent[entry];
    });
    const probabilities = softmax(tensor(scores, rowLogits.shape as [number, number]));
    const gradient = probabilities.dataSync() as Float32Array;
    const value = subtractTargets(gradient, rows, nItems);
    const repeatGradient = new Float32Array(2);
    eachMeeting(rows, (row, entry) => {
      const { item, inEarlier, inCurrent } = rows.met;
      const slope = gradient[row * nItems + item[entry]];
      repeatGradient[0] += slope * inEarlier[entry];
      repeatGradient[1] += slope * inCurrent[entry];
    });
    return {
      value: scalar(value),
      gradFunc: (dy: Tensor) => [
        tensor(gradient, rowLogits.shape as [number, number]).mul(dy),
        tensor(repeatGradient, [2]).mul(dy),
      ],
    };
  });
  return loss(logits, repeat);
}

/** Turns probabilities into the loss's gradient in place, and returns the loss. */
function subtractTargets(probabilities: Float32Array, rows: PredictedRows, nItems: number): number {
  const totalWeight = rows.weights.reduce((sum, weight) => sum + weight, 0);
  let loss = 0;
  for (let row = 0; row < rows.weights.length; row++) {
    const weight = rows.weights[row] / totalWeight;
    const [from, to] = [rows.targetStarts[row], rows.targetStarts[row + 1]];
    for (let i = from; i < to; i++) {
      // A probability that rounds to 0 must not make the loss infinite.
      loss -= (weight / (to - from)) * Math.log(probabilities[row * nItems + rows.targets[i]] + 1e-12);
    }
    for (let i = row * nItems; i < (row + 1) * nItems; i++) probabilities[i] *= weight;
    for (let i = from; i < to; i++) probabilities[row * nItems + rows.targets[i]] -= weight / (to - from);
  }
  return loss;
}

function eachMeeting(rows: PredictedRows, visit: (row: number, entry: number) => void): void {
  for (let row = 0; row < rows.weights.length; row++) {
    for (let entry = rows.met.starts[row]; entry < rows.met.starts[row + 1]; entry++) visit(row, entry);
  }
}
