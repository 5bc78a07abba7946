import type { PredictedRows } from '../samples/predicted-rows.js';
import type { Scratch } from '../tensorflow/scratch.js';
import type { LocalRows } from './local-rows.js';
import { eachShared, type OwnCandidates } from './own-candidates.js';

/** The scores of a batch, and what became of those of the shared candidates. */
export interface ScoredCandidates {
  /** Softmax over the shared candidates; turned into slopes in place, [nRows, nShared]. */
  readonly shares: Float32Array;
  /** Of the shared candidates, [nRows, nShared]. */
  readonly scores: Float32Array;
  readonly ownScores: Float32Array;
}

/**
 * The loss, and its gradient by every score.
 *
 * @returns `ownSlopes` stand as the own candidates do
 */
export function toScoreSlopes(
  { shares: slopes, scores, ownScores }: ScoredCandidates,
  {
    own,
    batchRows: { weights, targetStarts },
    local,
    scratch,
  }: {
    readonly own: OwnCandidates;
    readonly batchRows: PredictedRows;
    readonly local: LocalRows;
    readonly scratch: Scratch;
  },
): { readonly value: number; readonly ownSlopes: Float32Array } {
  const nShared = local.candidates.length;
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const ownSlopes = scratch.floats('own/slopes', ownScores.length);
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
