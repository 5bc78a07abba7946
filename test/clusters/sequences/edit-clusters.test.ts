import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutInto } from '../../../src/clusters/agglomeration/dendrogram.js';
import { adjustedRand } from '../../../src/clusters/judging/adjusted-rand.js';
import { editClusters } from '../../../src/clusters/sequences/edit-clusters.js';
import { editDistance } from '../../../src/clusters/sequences/edit-distance.js';
import { createRandom } from '../../../src/random.js';

const letters = (word: string) => Array.from(word, (letter) => letter.charCodeAt(0));

/** By the definition, without shortcuts. */
function countEdits(a: readonly number[], b: readonly number[]): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = table[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      table[i][j] = Math.min(replaced, table[i - 1][j] + 1, table[i][j - 1] + 1);
    }
  }
  return table[a.length][b.length];
}

describe('editDistance', () => {
  it.each([
    ['kitten', 'sitting', 3 / 7],
    ['sunday', 'saturday', 3 / 8],
    ['', 'abc', 1],
    ['', '', 0],
    ['same', 'same', 0],
    ['abcd', 'acd', 1 / 4],
  ])('of %j and %j is the share of symbols that change', (a, b, expected) => {
    expect(editDistance(letters(a), letters(b))).toBeCloseTo(expected, 12);
    expect(editDistance(letters(b), letters(a))).toBeCloseTo(expected, 12);
  });

  it('is that of the whole table, within any limit, and Infinity beyond it', () => {
    const sequence = fc.array(fc.nat(3), { maxLength: 14 });
    fc.assert(
      fc.property(sequence, sequence, fc.nat(14), (a, b, maxEdits) => {
        const longer = Math.max(a.length, b.length, 1);
        const edits = countEdits(a, b);
        expect(editDistance(a, b)).toBe(edits / longer);
        const limited = editDistance(a, b, maxEdits / longer);
        expect(limited).toBe(edits <= maxEdits ? edits / longer : Number.POSITIVE_INFINITY);
      }),
      { numRuns: 500 },
    );
  });
});

describe('editClusters', () => {
  const random = createRandom(2);
  const patterns = [
    [1, 2, 3, 4, 5, 6, 7, 8],
    [8, 7, 6, 5, 4, 3, 2, 1],
    [1, 1, 1, 9, 9, 9, 1, 1],
  ];
  const truth = Array.from({ length: 90 }, (_, i) => i % 3);
  const sequences = truth.map((pattern) => {
    const own = [...patterns[pattern]];
    own[random.integer(8)] = 10 + random.integer(3);
    own.splice(random.integer(8), 1);
    return own;
  });

  it.each(['average', 'complete'] as const)('finds sequences of one pattern by %s linkage', (linkage) => {
    expect(adjustedRand(editClusters(sequences, { nClusters: 3, linkage }).labels, truth)).toBe(1);
  });

  it('builds the tree of a sample, and lets the others join the nearest', () => {
    const { labels, sample, dendrogram, assign } = editClusters(sequences, { nClusters: 3, sampleSize: 30, seed: 1 });
    expect(new Set(sample).size).toBe(30);
    expect(dendrogram.nLeaves).toBe(30);
    expect([...cutInto(dendrogram, 3)]).toEqual(Array.from(sample, (i) => labels[i]));
    expect(adjustedRand(labels, truth)).toBe(1);
    expect(assign(sequences)).toEqual(labels);
    expect(assign(patterns)).toEqual(labels.slice(0, 3));
  });

  it('is the same for the same seed, and draws others by another', () => {
    const draw = (seed: number) => editClusters(sequences, { nClusters: 3, sampleSize: 20, seed }).sample;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it.each([
    ['no sequences', [], { nClusters: 1 }, 'DATA_EMPTY'],
    ['more clusters than distinct sequences', [[1, 2], [1, 2], [3]], { nClusters: 3 }, 'DATA_TOO_SMALL'],
    ['a negative symbol', [[-1]], { nClusters: 1 }, 'SHAPE_MISMATCH'],
    ['half a symbol', [[0.5]], { nClusters: 1 }, 'SHAPE_MISMATCH'],
    ['no sample', [[1]], { nClusters: 1, sampleSize: 0 }, 'OPTION_INVALID'],
    ["Ward's linkage", [[1]], { nClusters: 1, linkage: 'ward' as 'average' }, 'OPTION_INVALID'],
  ])('refuses %s', (_, own, options, code) => {
    expect(() => editClusters(own, options)).toThrow(expect.objectContaining({ name: 'VitrineError', code }));
  });
});
