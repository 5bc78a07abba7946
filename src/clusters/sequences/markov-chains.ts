import type { SymbolSequence } from './symbol-sequence.js';

/** Ways of going from symbol to symbol, one for each cluster, as probabilities or as their logarithms. */
export interface MarkovChains {
  /** How common each cluster is, [k]. */
  readonly weights: Float64Array;
  /** Where sequences begin, row-major, [k, nSymbols]. */
  readonly starts: Float64Array;
  /** Where they go on from each symbol, row-major, [k, nSymbols, nSymbols]. */
  readonly transitions: Float64Array;
}

/**
 * How common each symbol is in all sequences, one more of each counted so that none is 0.
 *
 * @returns [nSymbols], with sum 1
 */
export function symbolShares(sequences: readonly SymbolSequence[], nSymbols: number): Float64Array {
  const counts = new Float64Array(nSymbols).fill(1);
  for (const sequence of sequences) for (let p = 0; p < sequence.length; p++) counts[sequence[p]]++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

/**
 * The chains that make the sequences likely, each sequence counted for each cluster by its responsibility. Every
 * distribution over symbols is drawn towards `shares`, as if it had been seen `alpha` times more.
 *
 * @param responsibilities row-major, [n, k]
 * @param shares [nSymbols], see `symbolShares`
 */
export function estimateChains(
  sequences: readonly SymbolSequence[],
  responsibilities: Float64Array,
  shares: Float64Array,
  alpha: number,
): MarkovChains {
  const nSymbols = shares.length;
  const k = responsibilities.length / sequences.length;
  const weights = new Float64Array(k).fill(1 / k); // one sequence shared by all, so that no cluster is impossible
  const starts = new Float64Array(k * nSymbols);
  const transitions = new Float64Array(k * nSymbols * nSymbols);
  sequences.forEach((sequence, i) => {
    for (let c = 0; c < k; c++) {
      const share = responsibilities[i * k + c];
      weights[c] += share;
      if (sequence.length > 0) starts[c * nSymbols + sequence[0]] += share;
      for (let p = 1; p < sequence.length; p++) {
        transitions[(c * nSymbols + sequence[p - 1]) * nSymbols + sequence[p]] += share;
      }
    }
  });
  const total = sequences.length + 1;
  smooth(starts, shares, alpha);
  smooth(transitions, shares, alpha);
  return { weights: weights.map((weight) => weight / total), starts, transitions };
}

/** Turns each row of counts into probabilities. */
function smooth(counts: Float64Array, shares: Float64Array, alpha: number): void {
  for (let from = 0; from < counts.length; from += shares.length) {
    const row = counts.subarray(from, from + shares.length);
    const total = row.reduce((sum, count) => sum + count, 0) + alpha;
    for (let s = 0; s < row.length; s++) row[s] = (row[s] + alpha * shares[s]) / total;
  }
}

/** Sums of logarithms do not vanish where products of probabilities do. */
export function toLogarithms({ weights, starts, transitions }: MarkovChains): MarkovChains {
  return { weights: weights.map(Math.log), starts: starts.map(Math.log), transitions: transitions.map(Math.log) };
}

/**
 * Shares a sequence among the clusters by how likely each made it.
 *
 * @param logs chains as logarithms
 * @param out where the responsibilities go, with sum 1, from `at` on
 * @returns the logarithm of the sequence's probability
 */
export function shareAmong(logs: MarkovChains, sequence: SymbolSequence, out: Float64Array, at: number): number {
  const k = logs.weights.length;
  const nSymbols = logs.starts.length / k;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < k; c++) {
    let sum = logs.weights[c];
    if (sequence.length > 0) sum += logs.starts[c * nSymbols + sequence[0]];
    for (let p = 1; p < sequence.length; p++) {
      sum += logs.transitions[(c * nSymbols + sequence[p - 1]) * nSymbols + sequence[p]];
    }
    out[at + c] = sum;
    most = Math.max(most, sum);
  }
  let total = 0;
  for (let c = 0; c < k; c++) total += Math.exp(out[at + c] - most);
  const logTotal = most + Math.log(total);
  for (let c = 0; c < k; c++) out[at + c] = Math.exp(out[at + c] - logTotal);
  return logTotal;
}
