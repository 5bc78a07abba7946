import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../../src/sequence/vocabulary.js';
import type { Dataset } from '../../../../src/train/dataset/dataset.js';
import { trainingPart } from '../../../../src/train/dataset/dataset-part.js';
import { heldOutSessions } from '../../../../src/train/dataset/held-out-sessions.js';
import { coldItemIndex, holdOutItems } from '../../../../src/train/evaluation/cold-start/hold-out-items.js';
import { everyPrefixCases } from '../../../../src/train/protocols/every-prefix.js';

const itemIds = Array.from({ length: 20 }, (_, i) => `i${i}`);

/** One shopper who meets every item in training, and every item in the test. */
const dataset: Dataset = {
  vocabulary: createVocabulary(itemIds),
  catalog: { itemIds, titles: itemIds.map((id) => `Title ${id}`), prices: itemIds.map((_, i) => i) },
  shoppers: [
    {
      id: 'a',
      steps: [0, 1].flatMap((session) => itemIds.map((_, item) => ({ item, time: session * 100 + item, session }))),
    },
  ],
  sessionGapMs: 50,
  split: { validationFrom: 90, testFrom: 90 },
};

describe('holdOutItems', () => {
  const { dataset: rest, coldItems } = holdOutItems(dataset, 0.1, 7);

  it('takes the share out of the vocabulary and keeps what is told of the items', () => {
    expect(coldItems.itemIds).toHaveLength(2);
    expect(coldItems.titles).toEqual(coldItems.itemIds.map((id) => `Title ${id}`));
    expect(coldItems.prices).toEqual(coldItems.itemIds.map((id) => Number(id.slice(1))));
    expect(rest.vocabulary.itemIds).toEqual(itemIds.filter((id) => !coldItems.itemIds.includes(id)));
    expect(rest.catalog.itemIds).toBe(rest.vocabulary.itemIds);
  });

  it('lets nobody learn from them', () => {
    const [{ steps }] = trainingPart(rest).shoppers;
    expect(steps.map(({ item }) => rest.vocabulary.itemIds[item])).toEqual(rest.vocabulary.itemIds);
  });

  it('still asks for them, by name, given what else was met', () => {
    const cases = everyPrefixCases(heldOutSessions(rest, 'test'));
    const asked = cases.flatMap(({ targets }) => targets.map((target) => coldItems.itemIds[coldItemIndex(target)]));
    expect(asked.filter((id) => id !== undefined)).toEqual(coldItems.itemIds);
    for (const { steps } of cases) expect(steps.every(({ item }) => item >= 0)).toBe(true);
  });

  it('chooses by the seed', () => {
    expect(holdOutItems(dataset, 0.1, 7).coldItems).toEqual(coldItems);
    expect(holdOutItems(dataset, 0.1, 8).coldItems).not.toEqual(coldItems);
  });

  it('refuses a share that is none, and one that takes nothing or all', () => {
    for (const share of [0, 1, Number.NaN]) {
      expect(() => holdOutItems(dataset, share, 1)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
    }
    for (const share of [0.01, 0.99]) {
      expect(() => holdOutItems(dataset, share, 1)).toThrow(expect.objectContaining({ code: 'DATA_TOO_SMALL' }));
    }
  });
});
