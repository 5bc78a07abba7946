import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../../src/clusters/judging/adjusted-rand.js';
import { markovMixture } from '../../../src/clusters/sequences/markov-mixture.js';
import { createRandom } from '../../../src/random.js';

/** One way goes round 0 → 1 → 2 → 0 nine times in ten, the other back: a bag of symbols tells them in nothing. */
const random = createRandom(12);
const walk = (step: number) => {
  const sequence = [random.integer(3)];
  while (sequence.length < 12) {
    const last = sequence[sequence.length - 1];
    sequence.push((last + (random.next() < 0.9 ? step : 3 - step)) % 3);
  }
  return sequence;
};
const truth = Array.from({ length: 120 }, (_, i) => (i < 80 ? 0 : 1));
const walks = truth.map((way) => walk(way === 0 ? 1 : 2));
const found = markovMixture(walks, { nClusters: 2, nSymbols: 3, seed: 4 });

describe('markovMixture', () => {
  it('tells sequences apart that differ in order alone', () => {
    expect(adjustedRand(found.labels, truth)).toBeGreaterThan(0.95);
  });

  it('finds the chains that made them', () => {
    const forth = found.labels[0];
    expect(found.chains.weights[forth]).toBeCloseTo(80 / 120, 1);
    for (let s = 0; s < 3; s++) {
      const toNext = (c: number) => found.chains.transitions[(c * 3 + s) * 3 + ((s + 1) % 3)];
      expect(toNext(forth)).toBeCloseTo(0.9, 1);
      expect(toNext(1 - forth)).toBeCloseTo(0.1, 1);
    }
  });

  it('shares each sequence among the clusters, and labels it by the largest share', () => {
    walks.forEach((_, i) => {
      const [a, b] = found.responsibilities.subarray(2 * i, 2 * i + 2);
      expect(a + b).toBeCloseTo(1, 12);
      expect(found.labels[i]).toBe(a >= b ? 0 : 1);
    });
    for (const row of [
      found.chains.weights,
      found.chains.starts.subarray(0, 3),
      found.chains.transitions.subarray(3, 6),
    ]) {
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    }
  });

  it('places the sequences that it was fitted to where it put them, and new ones by their order', () => {
    expect(found.assign(walks)).toEqual(found.labels);
    expect([
      ...found.assign([
        [0, 1, 2, 0, 1, 2],
        [2, 1, 0, 2, 1, 0],
      ]),
    ]).toEqual([found.labels[0], 1 - found.labels[0]]);
    expect([...found.assign([[]])]).toEqual([found.labels[0]]); // the commoner
  });

  it('has the number of ways that were there at the lowest BIC', () => {
    const bics = [1, 2, 3, 4].map((nClusters) => markovMixture(walks, { nClusters, nSymbols: 3 }).bic);
    expect(bics.indexOf(Math.min(...bics))).toBe(1);
  });

  it('has the likelihood and BIC of one chain by hand', () => {
    // shares with one more of each: (4 + 1) / 8 and (2 + 1) / 8; alpha 1
    const one = markovMixture(
      [
        [0, 0, 1],
        [0, 1, 0],
      ],
      { nClusters: 1, nSymbols: 2 },
    );
    const [a, b] = [5 / 8, 3 / 8];
    const start = (2 + a) / 3;
    const stay = (1 + a) / 4; // from 0: to 0 once, to 1 twice
    const go = (2 + b) / 4;
    const back = (1 + a) / 2; // from 1: to 0 once
    const expected = 2 * Math.log(start) + Math.log(stay) + 2 * Math.log(go) + Math.log(back);
    expect(one.logLikelihood).toBeCloseTo(expected, 12);
    expect(one.bic).toBeCloseTo(-2 * expected + 3 * Math.log(2), 12);
  });

  it('never gets less likely with more rounds or more starts', () => {
    const reached = (maxIter: number, nInit: number) =>
      markovMixture(walks, { nClusters: 3, nSymbols: 3, maxIter, nInit, tol: 0, alpha: 1e-6, seed: 5 }).logLikelihood;
    const climbed = [1, 2, 4, 8, 16, 32].map((maxIter) => reached(maxIter, 1));
    expect(climbed).toEqual([...climbed].sort((a, b) => a - b));
    expect(reached(32, 4)).toBeGreaterThanOrEqual(climbed[5]);
  });

  it('keeps long sequences from vanishing', () => {
    const long = [Array(4000).fill(0), Array(4000).fill(1)];
    const { responsibilities, logLikelihood } = markovMixture(long, { nClusters: 2, nSymbols: 50 });
    expect(Number.isFinite(logLikelihood)).toBe(true);
    expect(responsibilities.every(Number.isFinite)).toBe(true);
  });

  it('is the same for the same seed', () => {
    const again = markovMixture(walks, { nClusters: 2, nSymbols: 3, seed: 4 });
    expect({ ...again, assign: found.assign }).toEqual(found);
  });

  it.each([
    ['no sequences', [], { nClusters: 1, nSymbols: 2 }, 'DATA_EMPTY'],
    [
      'more clusters than distinct sequences',
      [
        [0, 1],
        [0, 1],
      ],
      { nClusters: 2, nSymbols: 2 },
      'DATA_TOO_SMALL',
    ],
    ['a symbol out of range', [[0, 2]], { nClusters: 1, nSymbols: 2 }, 'SHAPE_MISMATCH'],
    ['NaN for a symbol', [[Number.NaN]], { nClusters: 1, nSymbols: 2 }, 'SHAPE_MISMATCH'],
    ['no cluster', [[0]], { nClusters: 0, nSymbols: 2 }, 'OPTION_INVALID'],
    ['no symbols', [[0]], { nClusters: 1, nSymbols: 0 }, 'OPTION_INVALID'],
    ['no smoothing', [[0]], { nClusters: 1, nSymbols: 1, alpha: 0 }, 'OPTION_INVALID'],
    ['a negative tolerance', [[0]], { nClusters: 1, nSymbols: 1, tol: -1 }, 'OPTION_INVALID'],
    ['too many symbols', [[0]], { nClusters: 1, nSymbols: 10_000 }, 'OUT_OF_MEMORY'],
  ])('refuses %s', (_, sequences, options, code) => {
    expect(() => markovMixture(sequences, options)).toThrow(expect.objectContaining({ name: 'VitrineError', code }));
  });
});
