import { customGrad, mul, scalar, softmax, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { PredictedRows } from './predicted-rows.js';
import { nRowFeatures } from './row-features.js';

/**
 * Mean softmax cross-entropy over the whole vocabulary, where each row has a set of equally right targets, and where
 * `logit + featureWeights · features` scores an item.
 *
 * Written with its own gradient: the backend's goes through a slow path.
 *
 * @param logits [rows, nItems]
 * @param featureWeights [nRowFeatures]
 * @returns a scalar: the weighted mean over rows of -mean(log probability of the row's targets)
 */
export function rankingLoss(logits: Tensor, featureWeights: Tensor, rows: PredictedRows): Tensor {
  const loss = customGrad((...inputs) => {
    const [rowLogits, weights] = inputs as [Tensor, Tensor];
    const scores = rowLogits.dataSync() as Float32Array;
    addFeatures(scores, weights.dataSync() as Float32Array, rows);
    const gradient = softmax(tensor(scores, [...rowLogits.shape])).dataSync() as Float32Array;
    const value = subtractTargets(gradient, rows);
    const weightGradient = sumFeatures(gradient, rows);
    return {
      value: scalar(value),
      gradFunc: (dy: Tensor) => [
        mul(tensor(gradient, [...rowLogits.shape]), dy),
        mul(tensor(weightGradient, [nRowFeatures]), dy),
      ],
    };
  });
  return loss(logits, featureWeights);
}

function addFeatures(scores: Float32Array, weights: Float32Array, { features, weights: rowWeights }: PredictedRows) {
  const nItems = scores.length / rowWeights.length;
  for (let row = 0; row < rowWeights.length; row++) {
    for (let entry = features.starts[row]; entry < features.starts[row + 1]; entry++) {
      let sum = 0;
      for (let f = 0; f < nRowFeatures; f++) sum += weights[f] * features.values[entry * nRowFeatures + f];
      scores[row * nItems + features.items[entry]] += sum;
    }
  }
}

/** Turns probabilities into the loss's gradient in place, and returns the loss. */
function subtractTargets(probabilities: Float32Array, rows: PredictedRows): number {
  const nItems = probabilities.length / rows.weights.length;
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

function sumFeatures(gradient: Float32Array, { features, weights }: PredictedRows): Float32Array {
  const nItems = gradient.length / weights.length;
  const sums = new Float32Array(nRowFeatures);
  for (let row = 0; row < weights.length; row++) {
    for (let entry = features.starts[row]; entry < features.starts[row + 1]; entry++) {
      const slope = gradient[row * nItems + features.items[entry]];
      for (let f = 0; f < nRowFeatures; f++) sums[f] += slope * features.values[entry * nRowFeatures + f];
    }
  }
  return sums;
}
