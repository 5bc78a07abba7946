import type { Gain } from './gain.js';
import type { JudgedClustering } from './judge-clustering.js';
import type { Usefulness } from './usefulness.js';

/** The parts of a score, each 0..1; plain JSON. */
export interface ScoreParts {
  readonly separation: number;
  readonly balance: number;
  readonly stability: number;
  readonly usefulness: number;
}

/** A judged clustering with its score; plain JSON. */
export interface ScoredClustering extends JudgedClustering {
  readonly parts: ScoreParts;
  readonly score: number;
  readonly isStable: boolean;
  readonly isUseful: boolean;
}

/** Labels of held-out shoppers that agree less than this are no use, however poor the null is. */
export const leastAgreement = 0.5;

/** Standard errors that an agreement must stand above the null's. */
const stableErrors = 3;

/** The score in words, as it stands under a table. */
export const scoreFormula = `score = (separation + balance + stability + usefulness) / 4, each from 0 to 1:
  separation  the mean, over silhouette, Calinski-Harabasz and Davies-Bouldin, of the share of the other clusterings of
              the same space that are worse (half of a tie); one half for the only one of its space
  balance     the entropy of the cluster sizes over that of equal ones, times the share that is not noise
  stability   the mean over halves, windows and seeds of (ARI - null) / (1 - null), not below 0
  usefulness  the mean over situations of the smaller of the two gains in NDCG@10 (over no clusters, over random ones),
              as a share of the largest such mean in the table, not below 0
stable: on average an ARI of ${leastAgreement} or more that is more than ${stableErrors} standard errors above its null, and none at or below it;
useful: both gains of one situation above 0 at 95 %, corrected for how many were looked at (Bonferroni)`;

/**
 * Scores clusterings against each other, see `scoreFormula`: no single index decides.
 *
 * @returns in the order given
 */
export function scoreClusterings(judged: readonly JudgedClustering[]): ScoredClustering[] {
  const gains = judged.map(({ usefulness }) => Math.max(0, meanOf(usefulness.map(lesserGain))));
  const largest = Math.max(0, ...gains);
  const nLooks = judged.reduce((sum, { usefulness }) => sum + usefulness.length, 0);
  return judged.map((one, i) => {
    const parts = {
      separation: separationAmong(
        one,
        judged.filter((other) => other !== one && other.space === one.space),
      ),
      balance: one.balance.evenness,
      stability: Math.max(
        0,
        meanOf(
          Object.values(one.stability).map(
            ({ agreement, nullAgreement }) => (agreement - nullAgreement) / (1 - nullAgreement),
          ),
        ),
      ),
      usefulness: largest > 0 ? gains[i] / largest : 0,
    };
    const score = (parts.separation + parts.balance + parts.stability + parts.usefulness) / 4;
    return {
      ...one,
      parts,
      score,
      isStable: isStable(one),
      isUseful: one.usefulness.some((in_) => isUseful(in_, nLooks)),
    };
  });
}

/** The smaller of what clusters gain over none, and over random ones. */
export function lesserGain({ overWithout, overRandom }: Usefulness): number {
  return Math.min(overWithout.difference, overRandom.difference);
}

/** Whether both gains of a situation are above chance, when the best of `nLooks` is looked for. */
export function isUseful({ overWithout, overRandom }: Usefulness, nLooks: number): boolean {
  const errors = normalQuantile(0.025 / Math.max(1, nLooks));
  const isAbove = ({ difference, standardError }: Gain) => difference > 0 && difference > errors * standardError;
  return isAbove(overWithout) && isAbove(overRandom);
}

function isStable({ stability }: JudgedClustering): boolean {
  const all = Object.values(stability);
  const excess = all.map(({ agreement, nullAgreement }) => agreement - nullAgreement);
  // The errors are averaged, as if they went together: the comparisons are of the same shoppers.
  const error = meanOf(all.map(({ standardError }) => standardError));
  return (
    all.length > 0 &&
    meanOf(all.map(({ agreement }) => agreement)) >= leastAgreement &&
    excess.every((value) => value > 0) &&
    meanOf(excess) > stableErrors * error
  );
}

function separationAmong({ separation }: JudgedClustering, others: readonly JudgedClustering[]): number {
  if (others.length === 0) return 0.5;
  const indices: readonly ((of: JudgedClustering['separation']) => number)[] = [
    ({ silhouette }) => silhouette,
    ({ calinskiHarabasz }) => calinskiHarabasz,
    ({ daviesBouldin }) => -daviesBouldin,
  ];
  return meanOf(
    indices.flatMap((index) => others.map((other) => (1 + Math.sign(index(separation) - index(other.separation))) / 2)),
  );
}

/**
 * How many standard deviations above the mean a normal variable is with a given probability, to within .0005.
 *
 * @param probability above 0, at most .5
 * @see Abramowitz and Stegun 1964, "Handbook of Mathematical Functions", 26.2.23
 */
function normalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(probability));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
