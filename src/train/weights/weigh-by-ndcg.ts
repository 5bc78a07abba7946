import { ndcg } from '../../ranking/metrics.js';
import type { ChoiceSet } from './choice-model.js';

/** Places that count. */
const k = 20;

/** Rounds through all weights at most; two or three are usual. */
const maxRounds = 8;

/** A gain that is smaller than this is none. */
const leastGain = 1e-5;

/**
 * Chooses the weights of sparse features beside a dense score that counts once, so that the mean NDCG@20 is highest: one
 * weight after the other is dropped, lowered and raised for as long as that gains anything. A likelihood asks how sure a
 * list is of each of its items; this asks for nothing but the list's first places.
 *
 * @param choices with one dense feature, and as many sparse ones in each
 * @param starts where the search begins, [nStarts][nSparse]; the best of where it ends is taken, the first of equally
 * good ones
 * @returns [nSparse]
 */
export function weighByNdcg(choices: readonly ChoiceSet[], starts: readonly (readonly number[])[]): readonly number[] {
  const lists = choices.map(toShortlist);
  const units = starts[0].map((_, f) => unitOf(choices, f));
  const quality = (weights: readonly number[]) =>
    lists.reduce((sum, list) => sum + ndcg(targetRanks(list, weights), k), 0) / lists.length;
  const ends = starts.map((start) => climb(start, units, quality));
  return ends.reduce((best, end) => (end.quality > best.quality ? end : best)).weights;
}

interface Weighed {
  readonly weights: readonly number[];
  readonly quality: number;
}

function climb(start: readonly number[], units: readonly number[], judge: (weights: readonly number[]) => number) {
  let best: Weighed = { weights: start, quality: judge(start) };
  for (let round = 0, from = -1; round < maxRounds && best.quality > from + leastGain; round++) {
    from = best.quality;
    units.forEach((unit, f) => {
      for (const value of neighbours(best.weights[f], unit)) {
        const weights = best.weights.with(f, value);
        const quality = judge(weights);
        if (quality > best.quality + leastGain) best = { weights, quality };
      }
    });
  }
  return best;
}

/** What else a weight may be. */
function neighbours(weight: number, unit: number): number[] {
  if (weight === 0) return [1, 2, 4, -0.5].map((share) => share * unit);
  return [0, 0.5, 0.7, 1.4, 2].map((share) => share * weight);
}

/** The weight by which a feature, where there is any of it, adds about 1 to a score. */
function unitOf(choices: readonly ChoiceSet[], feature: number): number {
  let [sum, count] = [0, 0];
  for (const { sparse } of choices) {
    for (let i = feature; sparse && i < sparse.values.length; i += sparse.width) {
      if (sparse.values[i] === 0) continue;
      sum += sparse.values[i] ** 2;
      count++;
    }
  }
  return sum > 0 ? Math.sqrt(count / sum) : 1;
}

/** All of a choice that its targets' places among the first k hang on. */
interface Shortlist {
  /** The k highest scores of candidates that are not listed: no weight changes them. */
  readonly others: Float32Array;
  /** Dense scores of the listed candidates: the targets, and behind them all that have sparse features. */
  readonly given: Float32Array;
  /** Their sparse features, row-major [given.length, width]. */
  readonly values: Float32Array;
  readonly nTargets: number;
}

function toShortlist({ features: [dense], sparse, targets }: ChoiceSet): Shortlist {
  const { items = new Int32Array(0), values: known = new Float32Array(0), width = 0 } = sparse ?? {};
  const listed = [...new Set([...targets, ...items])];
  const values = new Float32Array(listed.length * width);
  const placeOf = new Map(listed.map((item, place) => [item, place]));
  items.forEach((item, entry) => {
    values.set(known.subarray(entry * width, (entry + 1) * width), placeOf.get(item)! * width);
  });
  const others = new Float32Array(k).fill(Number.NEGATIVE_INFINITY);
  let lowest = 0;
  dense.forEach((score, item) => {
    if (!(score > others[lowest]) || placeOf.has(item)) return;
    others[lowest] = score;
    for (let i = 0; i < k; i++) if (others[i] < others[lowest]) lowest = i;
  });
  return { others, given: Float32Array.from(listed, (item) => dense[item]), values, nTargets: targets.length };
}

/** As `ranksOfTargets`; what is beyond the first k may be named too early, but never within them. */
function targetRanks({ others, given, values, nTargets }: Shortlist, weights: readonly number[]): number[] {
  const scores = given.slice();
  for (let entry = 0, i = 0; entry < scores.length; entry++) {
    for (let f = 0; f < weights.length; f++, i++) scores[entry] += weights[f] * values[i];
  }
  return Array.from({ length: nTargets }, (_, target) => {
    const own = scores[target];
    let rank = 0; // the target itself gives the 1
    for (let i = 0; i < others.length; i++) if (others[i] >= own) rank++;
    for (let i = 0; i < scores.length; i++) if (scores[i] >= own) rank++;
    return rank;
  });
}
