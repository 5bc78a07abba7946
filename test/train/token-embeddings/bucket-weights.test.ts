import { describe, expect, it } from 'vitest';
import { textBuckets } from '../../../src/sequence/text.js';
import { bucketWeights } from '../../../src/train/token-embeddings/bucket-weights.js';

describe('bucketWeights', () => {
  it('weighs a word by how rare it is among the items', () => {
    // Words of one letter have one bucket each; n is in all of four items, o in two of them, p in one.
    const [n, o, p] = ['n', 'o', 'p'].map((word) => textBuckets(word, 1000)[0]!);
    const catalog = { itemIds: ['1', '2', '3', '4'], titles: ['n', 'n o', 'n o o', 'n p'] };
    const weights = bucketWeights(catalog, 1000);
    // log(5/5), log(5/3), log(5/2): over 4 + 2 + 1 meetings they come to 2 log(5/3) + log(5/2).
    const scale = 7 / (2 * Math.log(5 / 3) + Math.log(5 / 2));
    expect(weights[n]).toBe(0);
    expect(weights[o]).toBeCloseTo(scale * Math.log(5 / 3), 5);
    expect(weights[p]).toBeCloseTo(scale * Math.log(5 / 2), 5);
    expect(weights[(p + 1) % 1000]).toBeGreaterThan(weights[p]!);
  });

  it('weighs all alike where nothing is known', () => {
    expect([...bucketWeights({ itemIds: ['1', '2'] }, 3)]).toEqual([1, 1, 1]);
  });
});
