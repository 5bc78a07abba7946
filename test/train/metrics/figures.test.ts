import { describe, expect, it } from 'vitest';
import { createFigures } from '../../../src/train/metrics/figures.js';

const met = (...items: number[]) => items.map((item) => ({ item, time: 0, session: 0 }));
const ask = (targets: number[], ...known: number[]) => ({ shopperId: 's', steps: met(...known), targets });

describe('createFigures', () => {
  it('averages over cases', () => {
    const figures = createFigures({ ks: [1, 2], nItems: 4 });
    figures.add(ask([0]), Float32Array.of(4, 3, 2, 1)); // rank 1
    figures.add(ask([1]), Float32Array.of(4, 3, 2, 1)); // rank 2
    figures.add(ask([3]), Float32Array.of(4, 3, 2, 1)); // rank 4
    expect(figures.means()).toMatchObject({ 'hitRate@1': 1 / 3, 'hitRate@2': 2 / 3, 'mrr@2': 0.5, 'coverage@2': 0.5 });
    expect(figures.means()['ndcg@2']).toBeCloseTo((1 + 1 / Math.log2(3)) / 3, 6);
  });

  it('keeps repeats and new items apart, over the cases that have any', () => {
    const figures = createFigures({ ks: [1], nItems: 3 });
    figures.add(ask([0, 2], 0), Float32Array.of(3, 2, 1)); // the repeat is found, the new one is not
    figures.add(ask([0], 1), Float32Array.of(3, 2, 1)); // only new, found
    expect(figures.means()).toMatchObject({ 'recall@1': 0.75, 'recall@1, repeats': 1, 'recall@1, new': 0.5 });
  });

  it('counts an item outside the vocabulary as a new one that is missed', () => {
    const figures = createFigures({ ks: [2], nItems: 2 });
    figures.add(ask([1, -1], 1), Float32Array.of(1, 2));
    expect(figures.means()).toMatchObject({ 'recall@2': 0.5, 'recall@2, repeats': 1, 'recall@2, new': 0 });
  });

  it('gives ties and NaN no credit', () => {
    const figures = createFigures({ ks: [1], nItems: 2 });
    figures.add(ask([0]), Float32Array.of(1, 1));
    figures.add(ask([0]), Float32Array.of(Number.NaN, 1));
    expect(figures.means()['hitRate@1']).toBe(0);
  });
});
