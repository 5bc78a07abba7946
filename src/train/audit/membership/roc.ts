/** Scores of things that belong to one of two groups. */
export interface LabelledScores {
  /** The higher, the more likely a member; no NaN. [n] */
  readonly scores: ArrayLike<number>;
  /** 1 for a member, 0 for a non-member. [n] */
  readonly isMember: ArrayLike<number>;
}

/** Scores in order, each with where its ties end, so that many weighings can be measured after one sort. */
export interface SortedScores {
  /** Places of the scores, the highest score first. [n] */
  readonly order: Int32Array;
  /** For each place in `order`, 1 where the next score is lower or there is none. [n] */
  readonly endsTie: Uint8Array;
}

/** Sorts scores for `weightedAuc`. */
export function sortScores(scores: ArrayLike<number>): SortedScores {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  const endsTie = Uint8Array.from(order, (place, i) => (scores[place] === scores[order[i + 1]] ? 0 : 1));
  return { order, endsTie };
}

/**
 * Returns the area under the ROC curve: the chance that a member scores above a non-member, where a tie counts half.
 *
 * @returns .5 for scores that tell nothing; NaN where a group is empty
 * @see Fawcett 2006, doi:10.1016/j.patrec.2005.10.010
 * @example rocAuc({ scores: [3, 2, 2, 1], isMember: [1, 1, 0, 0] }) // 0.875: of four pairs three are in order, one is a tie
 */
export function rocAuc({ scores, isMember }: LabelledScores): number {
  return weightedAuc(sortScores(scores), isMember, new Float64Array(scores.length).fill(1));
}

/** Returns the same area where each score stands for `weights` things of its kind. */
export function weightedAuc(
  { order, endsTie }: SortedScores,
  isMember: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  let [members, nonMembers, area] = [0, 0, 0];
  let [tiedMembers, tiedNonMembers] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    const place = order[i];
    if (isMember[place]) tiedMembers += weights[place];
    else tiedNonMembers += weights[place];
    if (!endsTie[i]) continue;
    area += tiedNonMembers * (members + tiedMembers / 2);
    members += tiedMembers;
    nonMembers += tiedNonMembers;
    [tiedMembers, tiedNonMembers] = [0, 0];
  }
  return area / (members * nonMembers);
}

/**
 * Returns the share of members that score above a threshold that at most a share of the non-members reaches: what an
 * attacker finds who must hardly ever be wrong.
 *
 * Tied scores stand on the same side of every threshold.
 *
 * @param maxFalse the share of non-members that may be taken for members
 * @see Carlini et al. 2022, "Membership Inference Attacks From First Principles", arXiv:2112.03570
 * @example truePositiveRate({ scores: [4, 3, 2, 1], isMember: [1, 0, 1, 0] }, 0) // 0.5
 */
export function truePositiveRate({ scores, isMember }: LabelledScores, maxFalse = 0.01): number {
  const { order, endsTie } = sortScores(scores);
  const nMembers = order.reduce((sum, place) => sum + isMember[place], 0);
  const allowed = maxFalse * (order.length - nMembers);
  let [found, wrong, best] = [0, 0, 0];
  for (let i = 0; i < order.length; i++) {
    if (isMember[order[i]]) found++;
    else wrong++;
    if (wrong > allowed) break;
    if (endsTie[i]) best = found;
  }
  return best / nMembers;
}
