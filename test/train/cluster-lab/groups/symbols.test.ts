import { describe, expect, it } from 'vitest';
import { toSymbols } from '../../../../src/train/cluster-lab/groups/symbols.js';
import { tinyModel } from '../../models/tiny-model.js';

const step = (item: number, type?: number) => ({ item, time: 0, session: 0, ...(type ? { type } : {}) });

describe('toSymbols', () => {
  const model = tinyModel(1);
  const withCategories = { ...model, catalog: { ...model.catalog, categories: ['tea', 'bag', 'tea'] } };

  it('writes steps as categories where there are some', () => {
    const { sequences, nSymbols, describe: what } = toSymbols(withCategories, [[step(0), step(1)], [step(2)]], 1);
    expect(sequences.map((sequence) => [...sequence])).toEqual([[0, 1], [0]]);
    expect([nSymbols, what]).toEqual([2, 'categories']);
  });

  it('tells event types apart where the log has several', () => {
    const { sequences, nSymbols, describe: what } = toSymbols(withCategories, [[step(0), step(0, 4), step(1, 4)]], 1);
    expect([...sequences[0]]).toEqual([0, 1, 3]);
    expect([nSymbols, what]).toEqual([4, 'categories and event types']);
  });

  it('groups items by their embeddings where there are no categories', () => {
    const { sequences, nSymbols, describe: what } = toSymbols(model, [[step(0), step(1), step(2), step(0)]], 1);
    expect(new Set(sequences[0]).size).toBe(3);
    expect(sequences[0][3]).toBe(sequences[0][0]);
    expect([nSymbols, what]).toEqual([3, '3 groups of items']);
  });
});
