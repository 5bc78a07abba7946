import { adjustedRand } from '../../../clusters/judging/adjusted-rand.js';
import { noise } from '../../../clusters/points/clustering.js';
import { VitrineError } from '../../../errors.js';
import type { Algorithm } from '../groups/algorithms.js';
import type { Side, StabilityRound } from '../groups/stability-rounds.js';
import type { GroupingOptions } from '../spaces/grouping.js';

/** How much a clustering is the same when it is made again; plain JSON. */
export interface Stability {
  /** The mean adjusted Rand index of the labels that the two fits of a round give to the shoppers held out. */
  readonly agreement: number;
  /** The same on points of one Gaussian of the same mean and covariance. */
  readonly nullAgreement: number;
  /** The standard error of `agreement - nullAgreement` over the rounds. */
  readonly standardError: number;
  readonly nRounds: number;
}

/**
 * Measures how stable a clustering is, above what its algorithm does with points that form no groups.
 *
 * That matters: k-means divides a long cloud the same way each time, whether it holds groups or not. Where a fit finds
 * fewer than two groups there is nothing to agree on: 0. What either fit calls noise is left out, and its share is taken
 * off: the index is multiplied by the share of the shoppers that belong to a group on both sides.
 *
 * What tunes the encoder is fitted to the shoppers of a side; where points were drawn there is nobody, and its `group`
 * stands for it.
 *
 * @param rounds see `prepareRounds`; at least one
 * @param algorithm fitted anew on each side
 * @see Ben-Hur, Elisseeff and Guyon 2002, "A stability based method for discovering structure in clustered data";
 *   Hubert and Arabie 1985, doi:10.1007/BF01908075
 */
export function measureStability(
  rounds: readonly StabilityRound[],
  algorithm: Regrouping,
  nClusters: number,
): Stability {
  const real = rounds.map((round, i) => agreementOf(round.real, algorithm, nClusters, i));
  const none = rounds.map((round, i) => agreementOf(round.null, algorithm, nClusters, i));
  const excess = real.map((agreement, i) => agreement - none[i]);
  const centre = mean(excess);
  const variance = excess.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, rounds.length - 1);
  return {
    agreement: mean(real),
    nullAgreement: mean(none),
    standardError: Math.sqrt(variance / rounds.length),
    nRounds: rounds.length,
  };
}

type Regrouping = Pick<Algorithm, 'group' | 'tunes'>;

function agreementOf(
  [one, other]: readonly [Side, Side],
  algorithm: Regrouping,
  nClusters: number,
  seed: number,
): number {
  try {
    const labels = [one, other].map((side, nth) => labelHeldOut(side, algorithm, { nClusters, seed: 2 * seed + nth }));
    if (labels.some((ofSide) => new Set(ofSide.filter((label) => label !== noise)).size < 2)) return 0;
    const [a, b] = labels;
    const isGrouped = (_: unknown, i: number) => a[i] !== noise && b[i] !== noise;
    const grouped = a.filter(isGrouped);
    return grouped.length === 0 ? 0 : (adjustedRand(grouped, b.filter(isGrouped)) * grouped.length) / a.length;
  } catch (error) {
    // Such as density that makes everything noise: a clustering that is not there on one side.
    if (error instanceof VitrineError && error.code === 'DATA_TOO_SMALL') return 0;
    throw error;
  }
}

function labelHeldOut(side: Side, { group, tunes }: Regrouping, options: GroupingOptions): Int32Array {
  const { shoppers, fitted, heldOut, size } = side;
  return tunes && shoppers?.space.tune
    ? shoppers.space.tune(shoppers.fitted, options).label(shoppers.heldOut)
    : group(fitted, size, options).assign(heldOut);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
