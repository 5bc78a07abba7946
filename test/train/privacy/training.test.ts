import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import type { Dataset, Shopper } from '../../../src/train/dataset/dataset.js';
import { trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { prepareEpochs } from '../../../src/train/encoder-training/epoch-input.js';
import { quickOptions } from '../logs/pattern-log.js';

const itemIds = ['a', 'b', 'c', 'd'];

/** So many shoppers who have a with b in one session, and one who has c with d in fifty. */
function datasetOf(nShoppers: number, minShoppers: number): Dataset {
  const pair = (items: number[], session: number) =>
    items.map((item, i) => ({ item, time: 1000 * session + i, session }));
  const shoppers: Shopper[] = [
    ...Array.from({ length: nShoppers }, (_, i) => ({
      id: `s${i}`,
      steps: pair([0, 1], 0),
      queries: [{ query: `tea for s${i}`, time: 0, session: 0 }],
    })),
    { id: 'loyal', steps: Array.from({ length: 50 }, (_, session) => pair([2, 3], session)).flat() },
  ];
  const vocabulary = createVocabulary(itemIds);
  const split = { validationFrom: 1e9, testFrom: 2e9 };
  const privacy = { minShoppers, groups: 20, countedBy: 'shopper' as const };
  return { vocabulary, catalog: { itemIds }, shoppers, sessionGapMs: 1e6, split, privacy };
}

function prepare(dataset: Dataset, companionFolds: number) {
  const training = { ...quickOptions.training, companionFolds };
  return prepareEpochs(dataset, trainingPart(dataset), { ...quickOptions, training });
}

const rowsWithPairs = ({ perItem, items }: { readonly perItem: number; readonly items: Int32Array }) =>
  itemIds.filter((_, row) => items[row * perItem] >= 0).join('');

describe('what an encoder learns beside', () => {
  it('is the table that is published: no pair of one shopper', () => {
    const input = prepare(datasetOf(8, 5), 1);
    expect(rowsWithPairs(input.companions)).toBe('ab');
    expect(input.nUnsharedPairs).toBe(2);
    expect(rowsWithPairs(prepare(datasetOf(8, 1), 1).companions)).toBe('abcd');
  });

  it('follows the rule in the table of every fold', () => {
    const { foldCompanions } = prepare(datasetOf(8, 5), 4);
    expect(foldCompanions.map(rowsWithPairs)).toEqual(['ab', 'ab', 'ab', 'ab']);
    // Six shoppers of eight are in each table: too few for seven.
    expect(prepare(datasetOf(8, 7), 4).foldCompanions.map(rowsWithPairs)).toEqual(['', '', '', '']);
  });

  it('is searches without the words of one shopper', () => {
    const { shoppers } = prepare(datasetOf(8, 5), 1);
    expect(shoppers[0].queries).toEqual([{ query: 'tea for', time: 0, session: 0 }]);
  });
});
