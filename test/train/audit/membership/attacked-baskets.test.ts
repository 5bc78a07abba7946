import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { createVocabulary } from '../../../../src/sequence/vocabulary.js';
import { attackedBaskets } from '../../../../src/train/audit/membership/attacked-baskets.js';
import type { Dataset } from '../../../../src/train/dataset/dataset.js';

const steps = (session: number, ...items: number[]) => items.map((item) => ({ item, time: session * 10, session }));

/** Sessions at 0 and 10 are training, those at 20 validation, those at 30 test. */
const dataset: Dataset = {
  vocabulary: createVocabulary(['a', 'b', 'c']),
  catalog: { itemIds: ['a', 'b', 'c'] },
  shoppers: [
    { id: 'x', steps: [...steps(0, 0, 1), ...steps(1, 2, 2), ...steps(2, 1, 0, 1), ...steps(3, 0, 2)] },
    { id: 'y', steps: steps(3, 2, 1), unknownSteps: [{ item: -1, time: 30, session: 3 }] },
  ],
  sessionGapMs: 1,
  split: { validationFrom: 20, testFrom: 30 },
};

const itemsOf = (baskets: readonly { steps: readonly { item: number }[] }[]) =>
  baskets.map((basket) => basket.steps.map(({ item }) => item));

describe('attackedBaskets', () => {
  it('takes as members what a model that was refitted learned from, and the test as others', () => {
    const { members, nonMembers } = attackedBaskets(dataset, 'test', createRandom(1));
    expect(itemsOf(members)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(itemsOf(nonMembers)).toEqual([
      [0, 2],
      [2, 1],
    ]);
    expect(nonMembers.map(({ shopperId, isFirst, isMember }) => [shopperId, isFirst, isMember])).toEqual([
      ['x', false, false],
      ['y', true, false],
    ]);
  });

  it('takes no session of validation as a member where there was no refit', () => {
    const unseen = { ...dataset, split: { ...dataset.split, refit: false } };
    expect(itemsOf(attackedBaskets(unseen, 'test', createRandom(1)).members)).toEqual([[0, 1]]);
    const { members, nonMembers } = attackedBaskets(unseen, 'validation', createRandom(1));
    expect([itemsOf(members), itemsOf(nonMembers)]).toEqual([[[0, 1]], [[1, 0]]]);
  });

  it('takes of shoppers who were kept out what lies in the time that was learned from', () => {
    const keptOut = { ...dataset, shoppers: [{ id: 'z', steps: [...steps(0, 2, 0), ...steps(3, 1, 2)] }] };
    const log = attackedBaskets(dataset, 'test', createRandom(1), keptOut);
    expect(itemsOf(log.keptOut)).toEqual([[2, 0]]);
    expect(log.learned.shoppers.map(({ id }) => id)).toEqual(['x']);
  });

  it('puts all baskets of a shopper into one half', () => {
    const { members, nonMembers, halfOf } = attackedBaskets(dataset, 'test', createRandom(1));
    for (const { shopperId, half } of [...members, ...nonMembers]) expect(half).toBe(halfOf.get(shopperId));
  });
});
