import { describe, expect, it } from 'vitest';
import { encodeWeights } from '../../../src/encoder/artifact/artifact.js';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import { storedPrecision } from '../../../src/train/artifact/stored-precision.js';
import { extendCatalog } from '../../../src/train/update/extend-catalog.js';
import { knownTo } from '../../../src/train/update/known-to.js';
import { updatedOrigin } from '../../../src/train/update/updated-origin.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';

describe('extendCatalog', () => {
  it('takes what is told anew, and keeps what is told no more', () => {
    const former = { itemIds: ['a', 'b'], titles: ['Mug', 'Bag'], brands: ['', 'Acorn'], prices: [1, 2] };
    const read = {
      itemIds: ['a', 'b', 'c'],
      titles: ['Red mug', 'b', 'c'],
      categories: ['', 'Bags', ''],
      prices: [null, 3, 4],
    };
    expect(extendCatalog(former, read)).toEqual({
      itemIds: ['a', 'b', 'c'],
      titles: ['Red mug', 'Bag', 'c'],
      categories: ['', 'Bags', ''],
      brands: ['', 'Acorn', ''],
      prices: [1, 3, 4],
    });
  });

  it('has no titles where nobody ever told any', () => {
    expect(extendCatalog({ itemIds: ['a'] }, { itemIds: ['a', 'b'] })).toEqual({ itemIds: ['a', 'b'] });
  });
});

describe('knownTo', () => {
  it('makes steps to items behind the model’s own unknown, in their order', () => {
    const step = (item: number, time: number) => ({ item, time, session: 0 });
    const { shoppers, vocabulary } = knownTo(
      { vocabulary: createVocabulary(['a', 'b']), catalog: { itemIds: ['a', 'b'] } },
      {
        vocabulary: createVocabulary(['a', 'b', 'c']),
        catalog: { itemIds: ['a', 'b', 'c'] },
        shoppers: [{ id: 's', steps: [step(2, 1), step(0, 2), step(2, 4)], unknownSteps: [step(-1, 3)] }],
        sessionGapMs: 1,
        split: { validationFrom: 5, testFrom: 6 },
      },
    );
    expect(vocabulary.size).toBe(2);
    expect(shoppers).toEqual([{ id: 's', steps: [step(0, 2)], unknownSteps: [step(-1, 1), step(-1, 3), step(-1, 4)] }]);
  });
});

describe('storedPrecision', () => {
  it.each([
    { itemBits: 8, companionBits: 8, encoderBits: 16 },
    { itemBits: 6, companionBits: 5, encoderBits: 8 },
    { itemBits: 3, companionBits: 3, encoderBits: 16 },
  ] as const)('finds %j again', (precision) => {
    const companions = {
      perItem: 1,
      items: Int32Array.of(1, 2, -1),
      strengths: Float32Array.of(0.3, 0.9, 0),
      weights: new Float32Array(5),
    };
    expect(storedPrecision(encodeWeights({ ...tinyModel(4), companions }, precision))).toEqual(precision);
  });
});

describe('updatedOrigin', () => {
  it('names every file once, and every update in its order', () => {
    const added = { file: 'new.csv', sha256: 'cd'.repeat(32) };
    const known = tinyProvenance.data[0];
    const now = { ...tinyProvenance, command: 'vitrine update', data: [known, added] };
    const first = updatedOrigin({ ...tinyProvenance, licence: 'ours' }, now, { model: 'one', isClustersOnly: true });
    expect(first).toMatchObject({ command: 'vitrine update', licence: 'ours', data: [known, added] });
    const second = updatedOrigin(first, now, { model: 'two', isClustersOnly: false });
    expect(second.updates?.map(({ model, isClustersOnly }) => [model, isClustersOnly])).toEqual([
      ['one', true],
      ['two', false],
    ]);
    expect(second.data).toEqual([known, added]);
  });
});
