import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../../src/sequence/vocabulary.js';
import type { Dataset } from '../../../../src/train/dataset/dataset.js';
import { coldCases } from '../../../../src/train/evaluation/cold-start/cold-cases.js';
import { coldStep } from '../../../../src/train/evaluation/cold-start/hold-out-items.js';

const [first, second] = [coldStep(0), coldStep(1)];
const at = (item: number, session: number, time = 10 * session) => ({ item, session, time });

/** Two known items; of two cold ones the test basket of session 1 holds both, that of session 2 nothing else. */
const dataset: Dataset = {
  vocabulary: createVocabulary(['a', 'b']),
  catalog: { itemIds: ['a', 'b'] },
  shoppers: [
    {
      id: 's',
      steps: [at(0, 0), at(1, 1), at(0, 1)],
      unknownSteps: [at(first, 1), at(second, 1), at(-1, 1), at(first, 2)],
    },
  ],
  sessionGapMs: 1,
  split: { validationFrom: 5, testFrom: 10 },
};

describe('coldCases', () => {
  it('asks for each cold item of a basket, given all its known ones', () => {
    const cases = coldCases(dataset, { protocol: 'basket-completion', period: 'test', seed: 1 });
    expect(cases.map(({ targets }) => targets)).toEqual([[2], [3]]);
    for (const { steps, excluded, shopperId } of cases) {
      expect(steps.map(({ item, session }) => [item, session])).toEqual([
        [0, 0],
        [1, 1],
        [0, 1],
      ]);
      expect(excluded).toEqual([0, 1]);
      expect(shopperId).toBe('s');
    }
  });

  it('asks what another protocol asks, where a cold item is the answer', () => {
    const cases = coldCases(dataset, { protocol: 'next-basket', period: 'test', seed: 1 });
    expect(cases.flatMap(({ targets }) => targets).sort()).toEqual([2, 3]);
  });

  it('says when none is asked for', () => {
    expect(() => coldCases(dataset, { protocol: 'basket-completion', period: 'validation', seed: 1 })).toThrowError(
      expect.objectContaining({ code: 'DATA_TOO_SMALL' }),
    );
  });
});
