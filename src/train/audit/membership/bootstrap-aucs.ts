import type { Random } from '../../../random.js';
import { nResamples } from '../../metrics/bootstrap.js';
import { sortScores, weightedAuc } from './roc.js';

/** Baskets that several attacks scored. */
export interface ScoredGroups {
  /** One array of scores an attack, [nAttacks][n]. */
  readonly attacks: readonly ArrayLike<number>[];
  /** 1 for a member, [n]. */
  readonly isMember: ArrayLike<number>;
  /** Whose basket each one is, [n]. */
  readonly shopperIds: readonly string[];
}

/**
 * Draws as many shoppers as there are, with replacement, and returns the AUC of each attack in each draw. A shopper's
 * baskets stay together, and all attacks see the same draws, so that their differences can be read draw by draw.
 *
 * @returns [nAttacks][resamples]; NaN where a draw holds one group only
 */
export function bootstrapAucs(
  { attacks, isMember, shopperIds }: ScoredGroups,
  random: Random,
  resamples: number = nResamples,
): Float64Array[] {
  const indexOf = new Map([...new Set(shopperIds)].map((id, i) => [id, i]));
  const shoppers = Int32Array.from(shopperIds, (id) => indexOf.get(id) ?? 0);
  const sorted = attacks.map(sortScores);
  const aucs = attacks.map(() => new Float64Array(resamples));
  const times = new Float64Array(indexOf.size);
  const weights = new Float64Array(shoppers.length);
  for (let draw = 0; draw < resamples; draw++) {
    times.fill(0);
    for (let i = 0; i < times.length; i++) times[random.integer(times.length)]++;
    for (let i = 0; i < weights.length; i++) weights[i] = times[shoppers[i]];
    sorted.forEach((scores, attack) => {
      aucs[attack][draw] = weightedAuc(scores, isMember, weights);
    });
  }
  return aucs;
}
