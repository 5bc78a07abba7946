import { customGrad, matMul, mul, scalar, softmax, type Tensor, tensor, transpose } from '@tensorflow/tfjs-core';
import type { FeatureBlock } from './feature-block.js';
import type { LocalRows } from './local-rows.js';
import { collectOwnCandidates, type OwnCandidates } from './own-candidates.js';
import type { PredictedRows } from './predicted-rows.js';

/** What a score is made of: `hidden · row + bias + repeats · its features + companions · its features`. */
export interface ScoreTensors {
  /** [nRows, width] */
  readonly hidden: Tensor;
  /** Of the batch's tokens, [nLocal, width]. */
  readonly rows: Tensor;
  /** [nLocal] */
  readonly bias: Tensor;
  /** [repeatFeatures.length] */
  readonly repeats: Tensor;
  /** [companionFeatures.length] */
  readonly companions: Tensor;
}

/**
 * Mean softmax cross-entropy over the candidates of a batch, where each row has a set of equally right targets.
 *
 * The candidates that all rows share are scored by one matrix product. What a row knows more of (its targets, and the
 * items that a feature speaks for) is always among its candidates: scored apart where it is not shared, and without
 * the correction for being drawn where it is.
 *
 * Written with its own gradient: the backend's goes through slow paths.
 *
 * @returns a scalar: the weighted mean over rows of -mean(log probability of the row's targets)
 */
export function rankingLoss(tensors: ScoreTensors, batchRows: PredictedRows, local: LocalRows): Tensor {
  const { hidden, rows, bias, repeats, companions } = tensors;
  const loss = customGrad((...given) => {
    // After the tensors comes a function that saves what a gradient needs.
    const inputs = given.slice(0, -1) as Tensor[];
    const [value, gradients] = computeLoss(inputs, batchRows, local);
    return {
      value: scalar(value),
      gradFunc: (dy: Tensor) => inputs.map(({ shape }, i) => mul(tensor(gradients[i], shape), dy)),
    };
  });
  return loss(hidden, rows, bias, repeats, companions);
}

function computeLoss(inputs: readonly Tensor[], batchRows: PredictedRows, local: LocalRows): [number, Float32Array[]] {
  const [hidden] = inputs;
  const [state, rows, bias, repeatWeights, companionWeights] = inputs.map((input) => input.dataSync() as Float32Array);
  const [nRows, width] = hidden.shape as [number, number];
  const { candidates, corrections, columnOf } = local;
  const nShared = candidates.length;
  const sharedRows = tensor(gather(rows, candidates, width), [nShared, width]);
  const scores = matMul(hidden, transpose(sharedRows)).dataSync() as Float32Array; // [nRows, nShared]
  const own = collectOwnCandidates(batchRows, local);
  const { repeats, companions } = batchRows.features;

  // The scores of the row's own candidates, from products that are there already or are made here.
  const ownScores = new Float32Array(own.places.length);
  for (let row = 0; row < nRows; row++) {
    for (let k = own.starts[row]; k < own.starts[row + 1]; k++) {
      const place = own.places[k];
      const column = columnOf[place];
      ownScores[k] = bias[place] + (column < 0 ? dot(state, row, rows, place, width) : scores[row * nShared + column]);
    }
  }
  addFeatures(ownScores, repeats, repeatWeights, own.ofRepeats);
  addFeatures(ownScores, companions, companionWeights, own.ofCompanions);
  const base = Float32Array.from(candidates, (place, column) => bias[place] + corrections[column]);
  for (let row = 0, i = 0; row < nRows; row++) for (let c = 0; c < nShared; c++, i++) scores[i] += base[c];
  eachShared(own, local, (row, k, column) => {
    scores[row * nShared + column] = ownScores[k];
  });

  const slopes = softmax(tensor(scores, [nRows, nShared])).dataSync() as Float32Array;
  const { value, ownSlopes } = toSlopes({ slopes, scores, ownScores, own, batchRows, local });

  const sharedSlopes = tensor(slopes, [nRows, nShared]);
  const hiddenSlopes = matMul(sharedSlopes, sharedRows).dataSync() as Float32Array;
  const candidateSlopes = matMul(transpose(sharedSlopes), hidden).dataSync() as Float32Array;
  const rowSlopes = new Float32Array(rows.length);
  const biasSlopes = new Float32Array(bias.length);
  for (let c = 0; c < nShared; c++) {
    rowSlopes.set(candidateSlopes.subarray(c * width, (c + 1) * width), candidates[c] * width);
  }
  for (let row = 0, i = 0; row < nRows; row++) {
    for (let c = 0; c < nShared; c++, i++) biasSlopes[candidates[c]] += slopes[i];
    for (let k = own.starts[row]; k < own.starts[row + 1]; k++) {
      const place = own.places[k];
      if (columnOf[place] >= 0) continue;
      biasSlopes[place] += ownSlopes[k];
      addScaled(hiddenSlopes, row, rows, place, ownSlopes[k], width);
      addScaled(rowSlopes, place, state, row, ownSlopes[k], width);
    }
  }
  return [
    value,
    [
      hiddenSlopes,
      rowSlopes,
      biasSlopes,
      sumFeatures(ownSlopes, repeats, own.ofRepeats),
      sumFeatures(ownSlopes, companions, own.ofCompanions),
    ],
  ];
}

interface SlopeInput {
  /** Softmax over the shared candidates; turned into slopes in place, [nRows, nShared]. */
  readonly slopes: Float32Array;
  readonly scores: Float32Array;
  readonly ownScores: Float32Array;
  readonly own: OwnCandidates;
  readonly batchRows: PredictedRows;
  readonly local: LocalRows;
}

/** The loss, and its gradient by every score. */
function toSlopes({ slopes, scores, ownScores, own, batchRows, local }: SlopeInput) {
  const { weights, targetStarts } = batchRows;
  const nShared = local.candidates.length;
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const ownSlopes = new Float32Array(ownScores.length);
  let value = 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] / totalWeight;
    const [from, to] = [row * nShared, (row + 1) * nShared];
    const isApart = (k: number) => local.columnOf[own.places[k]] < 0;
    let highest = from;
    for (let i = from + 1; i < to; i++) if (slopes[i] > slopes[highest]) highest = i;
    // log of the sum over the shared candidates, from one whose probability is not tiny; then over all.
    const logShared = scores[highest] - Math.log(slopes[highest]);
    let logTotal = logShared;
    for (let k = own.starts[row]; k < own.starts[row + 1]; k++) {
      if (isApart(k)) logTotal = Math.max(logTotal, ownScores[k]);
    }
    let sum = Math.exp(logShared - logTotal);
    for (let k = own.starts[row]; k < own.starts[row + 1]; k++) {
      if (isApart(k)) sum += Math.exp(ownScores[k] - logTotal);
    }
    logTotal += Math.log(sum);
    const share = weight * Math.exp(logShared - logTotal);
    for (let i = from; i < to; i++) slopes[i] *= share;
    for (let k = own.starts[row]; k < own.starts[row + 1]; k++) {
      ownSlopes[k] = weight * Math.exp(ownScores[k] - logTotal);
    }
    const nTargets = targetStarts[row + 1] - targetStarts[row];
    for (let i = targetStarts[row]; i < targetStarts[row + 1]; i++) {
      value += (weight / nTargets) * (logTotal - ownScores[own.ofTargets[i]]);
      ownSlopes[own.ofTargets[i]] -= weight / nTargets;
    }
  }
  eachShared(own, local, (row, k, column) => {
    slopes[row * nShared + column] = ownSlopes[k];
  });
  return { value, ownSlopes };
}

/** Visits the own candidates that are shared ones too. */
function eachShared(
  { starts, places }: OwnCandidates,
  { columnOf }: LocalRows,
  visit: (row: number, k: number, column: number) => void,
): void {
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let k = starts[row]; k < starts[row + 1]; k++) {
      const column = columnOf[places[k]];
      if (column >= 0) visit(row, k, column);
    }
  }
}

function addFeatures(scores: Float32Array, { values, width }: FeatureBlock, weights: Float32Array, of: Int32Array) {
  for (let entry = 0, i = 0; entry < of.length; entry++) {
    let sum = 0;
    for (let f = 0; f < width; f++, i++) sum += weights[f] * values[i];
    scores[of[entry]] += sum;
  }
}

function sumFeatures(slopes: Float32Array, { values, width }: FeatureBlock, of: Int32Array): Float32Array {
  const sums = new Float32Array(width);
  for (let entry = 0, i = 0; entry < of.length; entry++) {
    const slope = slopes[of[entry]];
    for (let f = 0; f < width; f++, i++) sums[f] += slope * values[i];
  }
  return sums;
}

function gather(table: Float32Array, places: Int32Array, width: number): Float32Array {
  const rows = new Float32Array(places.length * width);
  places.forEach((place, i) => {
    rows.set(table.subarray(place * width, (place + 1) * width), i * width);
  });
  return rows;
}

function dot(a: Float32Array, aRow: number, b: Float32Array, bRow: number, width: number): number {
  let sum = 0;
  for (let j = 0; j < width; j++) sum += a[aRow * width + j] * b[bRow * width + j];
  return sum;
}

function addScaled(
  to: Float32Array,
  toRow: number,
  from: Float32Array,
  fromRow: number,
  factor: number,
  width: number,
) {
  for (let j = 0; j < width; j++) to[toRow * width + j] += factor * from[fromRow * width + j];
}
