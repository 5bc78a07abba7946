import {
  customGrad,
  type GradSaveFunc,
  matMul,
  mul,
  scalar,
  softmax,
  type Tensor,
  tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { addFeatureScores, sumFeatureSlopes } from '../samples/feature-block.js';
import type { PredictedRows } from '../samples/predicted-rows.js';
import { createScratch, type Scratch } from '../tensorflow/scratch.js';
import { createBlankTensor, viewTensor } from '../tensorflow/tensor-view.js';
import { backpropagateScores } from './backpropagate-scores.js';
import type { LocalRows } from './local-rows.js';
import { collectOwnCandidates, eachShared } from './own-candidates.js';
import { toScoreSlopes } from './score-slopes.js';

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
export function rankingLoss(
  tensors: ScoreTensors,
  batchRows: PredictedRows,
  local: LocalRows,
  scratch: Scratch = createScratch(),
): Tensor {
  const { hidden, rows, bias, repeats, companions } = tensors;
  const loss = customGrad((...given) => {
    const inputs = given.slice(0, -1) as Tensor[];
    const save = given[given.length - 1] as unknown as GradSaveFunc;
    const [value, gradients] = computeLoss(inputs, batchRows, local, scratch);
    save(gradients);
    return { value: scalar(value), gradFunc: (dy: Tensor, saved: Tensor[]) => saved.map((slope) => mul(slope, dy)) };
  });
  return loss(hidden, rows, bias, repeats, companions);
}

function computeLoss(
  inputs: readonly Tensor[],
  batchRows: PredictedRows,
  local: LocalRows,
  scratch: Scratch,
): [number, Tensor[]] {
  const [hidden, rows, bias, repeatWeights, companionWeights] = inputs;
  const [nRows, width] = hidden.shape as [number, number];
  const { candidates, corrections, columnOf } = local;
  const nShared = candidates.length;
  const sharedRows = takeRows(rows, candidates); // [nShared, width]
  const products = matMul(hidden, transpose(sharedRows)); // [nRows, nShared]
  const own = collectOwnCandidates(batchRows, local, scratch);
  const { repeats, companions } = batchRows.features;

  // The scores of the row's own candidates, from products that are there already or are made here.
  const ownScores = scratch.floats('own/scores', own.places.length);
  const scores = viewTensor(products);
  const biases = viewTensor(bias);
  const [state, table] = [viewTensor(hidden), viewTensor(rows)];
  for (let row = 0; row < nRows; row++) {
    for (let k = own.starts[row]; k < own.starts[row + 1]; k++) {
      const place = own.places[k];
      const column = columnOf[place];
      ownScores[k] =
        biases[place] +
        (column < 0 ? dot(state, row * width, table, place * width, width) : scores[row * nShared + column]);
    }
  }
  addFeatureScores(ownScores, repeats, viewTensor(repeatWeights), own.ofRepeats);
  addFeatureScores(ownScores, companions, viewTensor(companionWeights), own.ofCompanions);
  const base = Float32Array.from(candidates, (place, column) => biases[place] + corrections[column]);
  for (let row = 0, i = 0; row < nRows; row++) for (let c = 0; c < nShared; c++, i++) scores[i] += base[c];
  eachShared(own, local, (row, k, column) => {
    scores[row * nShared + column] = ownScores[k];
  });

  const shares = softmax(products);
  const { value, ownSlopes } = toScoreSlopes(
    { shares: viewTensor(shares), scores: viewTensor(products), ownScores },
    { own, batchRows, local, scratch },
  );
  return [
    value,
    [
      ...backpropagateScores({ hidden, rows, sharedRows, sharedSlopes: shares, ownSlopes }, own, local),
      tensor(sumFeatureSlopes(ownSlopes, repeats, own.ofRepeats)),
      tensor(sumFeatureSlopes(ownSlopes, companions, own.ofCompanions)),
    ],
  ];
}

/** Some rows of a table, [places.length, width]. */
function takeRows(table: Tensor, places: Int32Array): Tensor {
  const width = table.shape[1] as number;
  const taken = createBlankTensor([places.length, width]);
  const [from, to] = [viewTensor(table), viewTensor(taken)];
  for (let i = 0; i < places.length; i++) {
    for (let j = 0; j < width; j++) to[i * width + j] = from[places[i] * width + j];
  }
  return taken;
}

function dot(a: Float32Array, aFrom: number, b: Float32Array, bFrom: number, width: number): number {
  let sum = 0;
  for (let j = 0; j < width; j++) sum += a[aFrom + j] * b[bFrom + j];
  return sum;
}
