import type { Random } from '../../random.js';

/** The items that the rows of a batch are told apart from. */
export interface Candidates {
  /** Each once, [nCandidates]. */
  readonly items: Int32Array;
  /** -log of the probability that an item is among them, which makes up for the sampling; 0 for all, [nCandidates]. */
  readonly corrections: Float32Array;
}

export interface NegativeOptions {
  /** Draws that give every item the same chance. */
  readonly uniformNegatives: number;
  /** Draws that follow `popularity ^ popularityPower`. */
  readonly popularNegatives: number;
  readonly popularityPower: number;
  /** Whether what other rows of the batch look for counts as a draw by popularity. */
  readonly inBatchNegatives: boolean;
  /** Whether scores are corrected for how often an item is drawn (logQ). */
  readonly logQ: boolean;
}

/** Draws the candidates of a batch, whose rows look for `targets`. */
export type CandidateSampler = (targets: Int32Array, random: Random) => Candidates;

/** The whole vocabulary as candidates: full softmax. */
export function allCandidates(nItems: number): CandidateSampler {
  const candidates = {
    items: Int32Array.from({ length: nItems }, (_, item) => item),
    corrections: new Float32Array(nItems),
  };
  return () => candidates;
}

/**
 * Sampled softmax: candidates from a mixture of uniform and popular draws and the batch's own targets, each kept once,
 * with the correction that makes the sum over them an unbiased estimate of the sum over the vocabulary.
 *
 * @param counts how often each item was met, [nItems]
 * @see Bengio and Senécal 2008, doi:10.1109/TNN.2007.912312; Yi et al. 2019 (logQ correction), doi:10.1145/3298689.3346996
 */
export function sampledCandidates(counts: ArrayLike<number>, options: NegativeOptions): CandidateSampler {
  const nItems = counts.length;
  const { uniformNegatives, popularNegatives, popularityPower, inBatchNegatives, logQ } = options;
  const popular = cumulate(Array.from(counts, (count) => (count + 1e-9) ** popularityPower));
  const share = cumulate(Array.from(counts, (count) => count + 1e-9));
  const weightOf = (sums: Float64Array, item: number) => (sums[item] - (sums[item - 1] ?? 0)) / sums[nItems - 1];
  const isDrawn = new Uint8Array(nItems);
  return (targets, random) => {
    const drawn: number[] = [];
    const draw = (item: number) => {
      if (isDrawn[item]) return;
      isDrawn[item] = 1;
      drawn.push(item);
    };
    for (let i = 0; i < uniformNegatives; i++) draw(random.integer(nItems));
    for (let i = 0; i < popularNegatives; i++) draw(find(popular, random.next() * popular[nItems - 1]));
    if (inBatchNegatives) for (const target of targets) draw(target);
    for (const item of drawn) isDrawn[item] = 0;
    const correct = (item: number) => {
      const logMissed =
        uniformNegatives * Math.log1p(-1 / nItems) +
        popularNegatives * Math.log1p(-weightOf(popular, item)) +
        (inBatchNegatives ? targets.length * Math.log1p(-weightOf(share, item)) : 0);
      // -log(1 - e^x), exact for small x too.
      return -Math.log(-Math.expm1(logMissed));
    };
    return { items: Int32Array.from(drawn), corrections: Float32Array.from(drawn, logQ ? correct : () => 0) };
  };
}

function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, i) => {
    sum += weight;
    sums[i] = sum;
  });
  return sums;
}

/** The first place whose running sum is above a value. */
function find(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
