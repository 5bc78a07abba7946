import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import { selectScores } from '../../../src/worker/shopper/select-scores.js';
import { createRandomModel } from '../../encoder/random-model.js';

const itemIds = ['red mug', 'blue mug', 'lamp', 'card'];
const model = {
  ...createRandomModel(),
  encoder: { ...createRandomModel().encoder, embeddingSize: 2 },
  vocabulary: createVocabulary(itemIds),
  itemEmbeddings: Float32Array.of(1, 0, 0.9, 0.1, 0, 1, -1, 0, 0, 0),
};
const parts = {
  sequence: Float32Array.of(1, 2, 3, 0),
  cluster: Float32Array.of(0, 0, 0, 9),
  repeat: Float32Array.of(0, 5, 0, 0),
};

describe('selectScores', () => {
  it('gives the known items that were asked for, in their order, once each', () => {
    const table = selectScores(parts, { itemIds: ['lamp', 'sold out', 'red mug', 'lamp'] }, model, []);
    expect(table.itemIds).toEqual(['lamp', 'red mug']);
    expect([...table.sequence]).toEqual([3, 1]);
  });

  it('gives the best by the sum of all parts, best first, without what is excluded', () => {
    const table = selectScores(parts, { limit: 2, exclude: ['card'] }, model, []);
    expect(table.itemIds).toEqual(['blue mug', 'lamp']);
    expect([...table.repeat]).toEqual([5, 0]);
  });

  it('gives nothing for a limit of 0', () => {
    expect(selectScores(parts, { limit: 0, exclude: [] }, model, [0]).itemIds).toEqual([]);
  });

  it('explains an item by the recent one that lies nearest, where one is near', () => {
    const table = selectScores(parts, { itemIds: ['blue mug', 'card', 'red mug'] }, model, [2, 0]);
    expect(table.history).toEqual(['lamp', 'red mug']);
    expect([...table.because]).toEqual([1, -1, -1]);
  });

  it('explains an item by the recent one that goes together with it, however near another lies', () => {
    const companions = {
      perItem: 1,
      items: Int32Array.of(-1, -1, 1, -1),
      strengths: Float32Array.of(0, 0, 0.5, 0),
      weights: new Float32Array(4),
    };
    const table = selectScores(parts, { itemIds: ['blue mug'] }, { ...model, companions }, [0, 2]);
    expect(table.history[table.because[0]!]).toBe('lamp');
  });
});
