import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { prepareEpochs } from '../../../src/train/encoder-training/epoch-input.js';
import { createEpochWindows } from '../../../src/train/encoder-training/epoch-windows.js';
import { patternLog, quickOptions } from '../logs/pattern-log.js';

const dataset = patternLog();

function inputOf(companionFolds: number) {
  const part = trainingPart(dataset);
  return prepareEpochs(dataset, part, { ...quickOptions, training: { ...quickOptions.training, companionFolds } });
}

describe('prepareEpochs', () => {
  it('learns, for each fold of the shoppers, companions from the others alone', () => {
    const { shoppers, foldCompanions } = inputOf(3);
    expect(foldCompanions).toHaveLength(3);
    foldCompanions.forEach((table, fold) => {
      const others = shoppers.filter((_, i) => i % 3 !== fold);
      const alone = prepareEpochs(dataset, { ...trainingPart(dataset), shoppers: others }, quickOptions);
      expect(table).toEqual(alone.companions);
    });
    expect(foldCompanions[0]).not.toEqual(foldCompanions[1]);
  });

  it('has the encoder see each shopper beside the table that was learned without them', () => {
    const input = inputOf(3);
    const { windows } = createEpochWindows(input, createRandom(1));
    const histories = [...new Set(windows.map(({ history }) => history))];
    const itemsOf = ({ tokens }: { tokens: Int32Array }) => tokens.filter((token) => token < input.sessionStart).sort();
    expect(histories.map(itemsOf)).toEqual(
      input.shoppers.map(({ steps }) => Int32Array.from(steps, ({ item }) => item).sort()),
    );
    expect(histories.map(({ fold }) => fold)).toEqual(input.shoppers.map((_, i) => i % 3));
  });

  it('learns one table for all where there is one fold', () => {
    const { companions, foldCompanions } = inputOf(1);
    expect(foldCompanions).toEqual([companions]);
  });
});
