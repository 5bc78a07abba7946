import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelClusters } from '../../../src/clusters/words/label-clusters.js';

const ranked = (...terms: string[]) => terms.map((term, i) => ({ term, strength: 10 - i }));

describe('labelClusters', () => {
  it('makes a label from the three strongest terms and lists eight', () => {
    const [{ label, terms }] = labelClusters([ranked('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')]);
    expect(label).toBe('a, b, c');
    expect(terms).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it('shows a longer term for its word where it tells nearly as much, and no word twice', () => {
    const [{ terms }] = labelClusters([ranked('bottle', 'hot', 'hot water bottle', 'water', 'tea')]);
    expect(terms).toEqual(['hot water bottle', 'tea']);
  });

  it('keeps the word where the longer term tells much less', () => {
    const candidates = [
      { term: 'bag', strength: 10 },
      { term: 'lunch bag', strength: 5.9 },
    ];
    expect(labelClusters([candidates])[0].terms).toEqual(['bag']);
    expect(labelClusters([[candidates[0], { term: 'lunch bag', strength: 6 }]])[0].terms).toEqual(['lunch bag']);
  });

  it('adds terms to a label until it differs from those before, whatever their order', () => {
    const labels = labelClusters([ranked('a', 'b', 'c', 'd'), ranked('c', 'a', 'b', 'd'), ranked('a', 'b', 'c')]);
    expect(labels.map(({ label }) => label)).toEqual(['a, b, c', 'c, a, b, d', 'a, b, c (group 3)']);
  });

  it('numbers a cluster that no term distinguishes', () => {
    expect(labelClusters([[], ranked('a'), []]).map(({ label }) => label)).toEqual(['group 1', 'a', 'group 3']);
  });

  it('never gives two clusters one label', () => {
    const term = fc.constantFrom('a', 'b', 'c', 'a b', 'b c');
    const cluster = fc.array(fc.record({ term, strength: fc.double({ min: 0.1, max: 9, noNaN: true }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(cluster, { maxLength: 8 }), (clusters) => {
        const labels = labelClusters(clusters).map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });
});
