import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { allCandidates, sampledCandidates } from '../../../src/train/samples/candidates.js';

const counts = [1000, 100, 10, 1, 1, 1, 1, 1, 1, 1];
const options = {
  uniformNegatives: 2,
  popularNegatives: 2,
  popularityPower: 0.75,
  inBatchNegatives: false,
  logQ: true,
};

describe('sampledCandidates', () => {
  it('estimates a sum over the vocabulary without bias', () => {
    // The mean over many draws of the corrected sum is the sum over all items.
    const values = counts.map((_, item) => 1 + item);
    const random = createRandom(7);
    for (const inBatchNegatives of [false, true]) {
      const sample = sampledCandidates(counts, { ...options, inBatchNegatives });
      let mean = 0;
      const nDraws = 40_000;
      for (let draw = 0; draw < nDraws; draw++) {
        // What other rows look for comes by popularity.
        const target = random.next() * 1117 < 1000 ? 0 : random.next() * 117 < 100 ? 1 : 2 + random.integer(8);
        const { items, corrections } = sample(Int32Array.of(target), random);
        items.forEach((item, i) => {
          mean += (values[item] * Math.exp(corrections[i])) / nDraws;
        });
      }
      expect(mean / values.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.95);
      expect(mean / values.reduce((a, b) => a + b, 0)).toBeLessThan(1.05);
    }
  });

  it('draws each item once, and corrects nothing unless it is asked to', () => {
    const { items, corrections } = sampledCandidates(counts, { ...options, uniformNegatives: 50, logQ: false })(
      Int32Array.of(),
      createRandom(1),
    );
    expect(new Set(items).size).toBe(items.length);
    expect([...corrections].every((correction) => correction === 0)).toBe(true);
  });
});

describe('allCandidates', () => {
  it('is the vocabulary, uncorrected', () => {
    const { items, corrections } = allCandidates(3)(Int32Array.of(1), createRandom(1));
    expect([...items]).toEqual([0, 1, 2]);
    expect([...corrections]).toEqual([0, 0, 0]);
  });
});
