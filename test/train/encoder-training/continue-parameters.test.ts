import { describe, expect, it } from 'vitest';
import { describeItem } from '../../../src/encoder/artifact/catalog.js';
import { createColdItems } from '../../../src/encoder/cold-items/cold-items.js';
import { createRandom } from '../../../src/random.js';
import { nSpecialTokens } from '../../../src/sequence/sequence.js';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import type { Dataset } from '../../../src/train/dataset/dataset.js';
import { trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { assembleModel } from '../../../src/train/encoder-training/assemble-model.js';
import { continueParameters } from '../../../src/train/encoder-training/continue-parameters.js';
import { countItems, prepareEpochs } from '../../../src/train/encoder-training/epoch-input.js';
import { createParameters } from '../../../src/train/gradients/parameters.js';
import { quickOptions } from '../logs/pattern-log.js';
import { textLog } from '../logs/text-log.js';

const dataset = textLog();
const nKnown = dataset.vocabulary.size;

/** The same log with two items more: one is called as others are, the other says nothing. */
const longer: Dataset = {
  ...dataset,
  vocabulary: createVocabulary([...dataset.vocabulary.itemIds, 'new 1', 'new 2']),
  catalog: {
    itemIds: [...dataset.vocabulary.itemIds, 'new 1', 'new 2'],
    titles: [...(dataset.catalog.titles ?? []), dataset.catalog.titles?.[0] ?? '', 'new 2'],
  },
};

const expectClose = (found: Float32Array, expected: Float32Array) => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, j) => {
    expect(found[j]).toBeCloseTo(value, 4);
  });
};

describe.each([
  ['dot', 256],
  ['cosine', 256],
  ['dot', 0],
  ['cosine', 0],
] as const)('going on from a model with %s scores and %i buckets of text', (scores, textBuckets) => {
  const options = { encoder: { ...quickOptions.encoder, scores, textBuckets }, training: quickOptions.training };
  const input = prepareEpochs(dataset, trainingPart(dataset), options);
  const random = createRandom(3);
  const parameters = createParameters(input.encoder, countItems(input), input.composition.nRows, random);
  // As if training had moved them.
  parameters.repeats = { ...parameters.repeats, data: parameters.repeats.data.map((value) => value + 0.5) };
  parameters['items/bias'] = { ...parameters['items/bias'], data: parameters['items/bias'].data.map((v) => v + 2) };
  const former = assembleModel(input, parameters, dataset);

  const next = prepareEpochs(longer, trainingPart(longer), options);
  const continued = continueParameters(former, next, longer.catalog, createRandom(4));
  const model = assembleModel(next, continued, longer);
  const size = former.encoder.embeddingSize;
  const rows = (of: typeof model, from: number, to: number) => of.itemEmbeddings.subarray(from * size, to * size);

  it('keeps what every known item and session starts are, and all that the encoder knows', () => {
    expectClose(rows(model, 0, nKnown), rows(former, 0, nKnown));
    expectClose(rows(model, nKnown + 2, nKnown + 2 + nSpecialTokens), rows(former, nKnown, nKnown + nSpecialTokens));
    for (const [name, { data }] of Object.entries(former.encoderWeights)) {
      expect(model.encoderWeights[name].data).toEqual(data);
      expect(model.encoderWeights[name].data).not.toBe(data);
    }
    expect(model.repeats).toEqual(former.repeats);
    expectClose(model.itemBias.subarray(0, nKnown), former.itemBias);
  });

  it('starts a new item as its words, or as the items that are called alike', () => {
    const row = rows(model, nKnown, nKnown + 1);
    if (textBuckets > 0) expectClose(row, createColdItems(former)(describeItem(longer.catalog, nKnown))!.row);
    else {
      const alike = rows(former, 0, 1);
      const product = row.reduce((sum, value, j) => sum + value * alike[j], 0);
      expect(product / (Math.hypot(...row) * Math.hypot(...alike))).toBeGreaterThan(0.5);
    }
  });

  it('gives a new item the bias of its count, moved as training moved the others', () => {
    const fresh = createParameters(next.encoder, countItems(next), next.composition.nRows, createRandom(4));
    expect(model.itemBias[nKnown] - fresh['items/bias'].data[nKnown]).toBeCloseTo(
      former.itemBias.reduce((sum, value, item) => sum + (value - fresh['items/bias'].data[item]) / nKnown, 0),
      4,
    );
  });
});
