import { matMul, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { createBlankTensor, viewTensor } from '../tensorflow/tensor-view.js';
import type { LocalRows } from './local-rows.js';
import type { OwnCandidates } from './own-candidates.js';

/** What scores were made of, and the gradient by each of them. */
export interface ScoreSlopes {
  /** [nRows, width] */
  readonly hidden: Tensor;
  /** Of the batch's tokens, [nLocal, width]. */
  readonly rows: Tensor;
  /** Those of the shared candidates, [nShared, width]. */
  readonly sharedRows: Tensor;
  /** [nRows, nShared] */
  readonly sharedSlopes: Tensor;
  /** As the own candidates stand. */
  readonly ownSlopes: Float32Array;
}

/**
 * From the gradient by every score to that by the hidden states, the rows and their biases.
 *
 * @returns [nRows, width], [nLocal, width], [nLocal]
 */
export function backpropagateScores(
  { hidden, rows, sharedRows, sharedSlopes, ownSlopes }: ScoreSlopes,
  { starts, places }: OwnCandidates,
  { candidates, columnOf }: LocalRows,
): [Tensor, Tensor, Tensor] {
  const [nRows, width] = hidden.shape as [number, number];
  const nShared = candidates.length;
  const byHidden = matMul(sharedSlopes, sharedRows);
  const byCandidates = matMul(transpose(sharedSlopes), hidden);
  const byRows = createBlankTensor(rows.shape);
  const byBias = createBlankTensor([rows.shape[0]]);

  const [state, table] = [viewTensor(hidden), viewTensor(rows)];
  const slopes = viewTensor(sharedSlopes);
  const candidateSlopes = viewTensor(byCandidates);
  const hiddenSlopes = viewTensor(byHidden);
  const rowSlopes = viewTensor(byRows).fill(0);
  const biasSlopes = viewTensor(byBias).fill(0);
  const sums = new Float32Array(nShared);
  for (let row = 0, i = 0; row < nRows; row++) {
    for (let c = 0; c < nShared; c++, i++) sums[c] += slopes[i];
    for (let k = starts[row]; k < starts[row + 1]; k++) {
      const place = places[k];
      if (columnOf[place] >= 0) continue;
      const slope = ownSlopes[k];
      biasSlopes[place] += slope;
      addScaled(hiddenSlopes, row * width, table, place * width, slope, width);
      addScaled(rowSlopes, place * width, state, row * width, slope, width);
    }
  }
  for (let c = 0; c < nShared; c++) {
    const place = candidates[c];
    biasSlopes[place] = sums[c];
    for (let j = 0; j < width; j++) rowSlopes[place * width + j] = candidateSlopes[c * width + j];
  }
  return [byHidden, byRows, byBias];
}

/** Four at a time, which V8 runs in half the time of one by one. */
function addScaled(
  to: Float32Array,
  toFrom: number,
  from: Float32Array,
  fromFrom: number,
  factor: number,
  width: number,
): void {
  let j = 0;
  for (; j + 4 <= width; j += 4) {
    const [t, f] = [toFrom + j, fromFrom + j];
    const first = to[t] + factor * from[f];
    const second = to[t + 1] + factor * from[f + 1];
    const third = to[t + 2] + factor * from[f + 2];
    const fourth = to[t + 3] + factor * from[f + 3];
    to[t] = first;
    to[t + 1] = second;
    to[t + 2] = third;
    to[t + 3] = fourth;
  }
  for (; j < width; j++) to[toFrom + j] += factor * from[fromFrom + j];
}
