import { VitrineError } from '../../errors.js';
import { createRandom, type Random } from '../../random.js';
import { checkCounts, invalidOption } from '../points/check-options.js';
import { estimateChains, type MarkovChains, shareAmong, symbolShares, toLogarithms } from './markov-chains.js';
import { checkSequences, checkSymbols, type SymbolSequence } from './symbol-sequence.js';

export interface MarkovMixtureOptions {
  readonly nClusters: number;
  /** Symbols are 0..nSymbols-1. The chains take 8 · nClusters · nSymbols² bytes: give categories or actions, not items. */
  readonly nSymbols: number;
  /** How often each symbol is followed as on average, on top of what was seen. Default 1. */
  readonly alpha?: number;
  /** Starts, of which the likeliest end is kept. Default 5. */
  readonly nInit?: number;
  /** Rounds at most for each start. Default 200. */
  readonly maxIter?: number;
  /** A start ends when a round adds no more than this to the log-likelihood of a sequence on average. Default 1e-6. */
  readonly tol?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** Sequences divided by the way they go from symbol to symbol. */
export interface MarkovMixture {
  /** The cluster that most likely made each sequence, [n]. */
  readonly labels: Int32Array;
  /** How likely each cluster made it, row-major, [n, k]. */
  readonly responsibilities: Float64Array;
  readonly chains: MarkovChains;
  /** The natural logarithm of the probability of all sequences. */
  readonly logLikelihood: number;
  /**
   * The Bayesian information criterion, -2 logLikelihood + p ln n: lower is better. p counts the free probabilities,
   * those after symbols that nothing follows left out; n the sequences.
   */
  readonly bic: number;
  /**
   * Places new sequences.
   *
   * @throws VitrineError `SHAPE_MISMATCH` for a symbol out of range
   */
  assign(sequences: readonly SymbolSequence[]): Int32Array;
}

/** Chains of more probabilities than that (0.5 GB) are refused. */
const maxProbabilities = 2 ** 26;

/**
 * Groups sequences by order itself: each cluster is a Markov chain, the mixture of them is made as likely as possible by
 * expectation and maximisation, from starts at random sequences.
 *
 * @param sequences [n], each of symbols in their order; one without symbols belongs to the commonest cluster
 * @throws VitrineError `OPTION_INVALID` for an option out of range, `DATA_EMPTY`, `SHAPE_MISMATCH` for a symbol out of
 *   range, `DATA_TOO_SMALL` for fewer distinct sequences than clusters, `OUT_OF_MEMORY` for too many symbols
 * @see Cadez et al. 2003, doi:10.1023/A:1024992613384
 * @example markovMixture([[0, 1, 0, 1], [0, 0, 0], [1, 0, 1, 0, 1]], { nClusters: 2, nSymbols: 2 }).labels // Int32Array [1, 0, 1]
 */
export function markovMixture(sequences: readonly SymbolSequence[], options: MarkovMixtureOptions): MarkovMixture {
  const { nClusters, nSymbols, alpha = 1, nInit = 5, maxIter = 200, tol = 1e-6, seed = 0 } = options;
  checkCounts({ nSymbols, nInit, maxIter });
  if (!(alpha > 0)) throw invalidOption('alpha', alpha, 'a number above 0');
  if (!(tol >= 0)) throw invalidOption('tol', tol, 'a number from 0');
  checkSequences(sequences, nClusters, nSymbols);
  if (nClusters * nSymbols ** 2 > maxProbabilities) {
    throw new VitrineError(
      'OUT_OF_MEMORY',
      `${nClusters} chains over ${nSymbols} symbols do not fit into memory: group the symbols, by category for example`,
    );
  }
  const random = createRandom(seed);
  const shares = symbolShares(sequences, nSymbols);
  const estimate = (responsibilities: Float64Array) => estimateChains(sequences, responsibilities, shares, alpha);
  let best = climb(sequences, start(sequences, shares, options, random), estimate, maxIter, tol);
  for (let again = 1; again < nInit; again++) {
    const other = climb(sequences, start(sequences, shares, options, random), estimate, maxIter, tol);
    if (other.logLikelihood > best.logLikelihood) best = other;
  }
  const logs = toLogarithms(best.chains);
  return {
    ...best,
    labels: likeliest(best.responsibilities, nClusters),
    bic: -2 * best.logLikelihood + countFree(sequences, nClusters, nSymbols) * Math.log(sequences.length),
    assign(own) {
      for (const sequence of own) checkSymbols(sequence, nSymbols);
      const responsibilities = new Float64Array(own.length * nClusters);
      own.forEach((sequence, i) => {
        shareAmong(logs, sequence, responsibilities, i * nClusters);
      });
      return likeliest(responsibilities, nClusters);
    },
  };
}

/** Each cluster begins as the chain of one sequence; no two of them are alike. */
function start(
  sequences: readonly SymbolSequence[],
  shares: Float64Array,
  { nClusters, alpha = 1 }: MarkovMixtureOptions,
  random: Random,
): MarkovChains {
  const seeds = new Map<string, SymbolSequence>();
  for (const i of random.shuffle(Array.from(sequences.keys()))) {
    if (seeds.size < nClusters) seeds.set(Array.from(sequences[i]).join(), sequences[i]);
  }
  const own = Float64Array.from({ length: nClusters ** 2 }, (_, p) => (p % (nClusters + 1) === 0 ? 1 : 0));
  return estimateChains([...seeds.values()], own, shares, alpha);
}

function climb(
  sequences: readonly SymbolSequence[],
  from: MarkovChains,
  estimate: (responsibilities: Float64Array) => MarkovChains,
  maxIter: number,
  tol: number,
): { chains: MarkovChains; responsibilities: Float64Array; logLikelihood: number } {
  const k = from.weights.length;
  const responsibilities = new Float64Array(sequences.length * k);
  const share = (chains: MarkovChains) => {
    const logs = toLogarithms(chains);
    return sequences.reduce((sum, sequence, i) => sum + shareAmong(logs, sequence, responsibilities, i * k), 0);
  };
  let chains = from;
  let logLikelihood = share(chains);
  for (let round = 0; round < maxIter; round++) {
    chains = estimate(responsibilities);
    const before = logLikelihood;
    logLikelihood = share(chains);
    if (Math.abs(logLikelihood - before) <= tol * sequences.length) break;
  }
  return { chains, responsibilities, logLikelihood };
}

function likeliest(responsibilities: Float64Array, k: number): Int32Array {
  return Int32Array.from({ length: responsibilities.length / k }, (_, i) => {
    const own = responsibilities.subarray(i * k, (i + 1) * k);
    return own.indexOf(own.reduce((a, b) => Math.max(a, b)));
  });
}

function countFree(sequences: readonly SymbolSequence[], nClusters: number, nSymbols: number): number {
  const followed = new Set<number>();
  for (const sequence of sequences) for (let p = 1; p < sequence.length; p++) followed.add(sequence[p - 1]);
  return nClusters - 1 + nClusters * (nSymbols - 1) * (1 + followed.size);
}
