import { describe, expect, it } from 'vitest';
import { describeItem } from '../../../src/encoder/artifact/catalog.js';
import { createColdItems } from '../../../src/encoder/cold-items/cold-items.js';
import { createTokenRow } from '../../../src/encoder/input/token-rows.js';
import { createRandom } from '../../../src/random.js';
import { nSpecialTokens, queryToken } from '../../../src/sequence/sequence.js';
import { trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { assembleModel } from '../../../src/train/encoder-training/assemble-model.js';
import { countItems, prepareEpochs } from '../../../src/train/encoder-training/epoch-input.js';
import { createParameters } from '../../../src/train/gradients/parameters.js';
import { appendSearches } from '../../../src/train/token-embeddings/content-rows.js';
import { composeRows } from '../../../src/train/token-embeddings/item-rows.js';
import { quickOptions } from '../logs/pattern-log.js';
import { textLog } from '../logs/text-log.js';

const dataset = textLog();
const { catalog, vocabulary } = dataset;

describe.each(['dot', 'cosine'] as const)('a model assembled for %s scores', (scores) => {
  const input = prepareEpochs(dataset, trainingPart(dataset), {
    encoder: { ...quickOptions.encoder, scores, textBuckets: 256 },
    training: quickOptions.training,
  });
  const parameters = createParameters(input.encoder, countItems(input), input.composition.nRows, createRandom(3));
  const table = parameters['items/embeddings'].data;
  const model = assembleModel(input, parameters, dataset);
  const width = input.encoder.config.embeddingSize;
  const options = { width, isNormalized: scores === 'cosine' };
  const expectClose = (found: Float32Array, expected: Float32Array) => {
    expected.forEach((value, j) => {
      expect(found[j]).toBeCloseTo(value, 4);
    });
  };

  it('gives a search the row that it had in training', () => {
    const searches = appendSearches(input.composition, ['green mugs', '?'], input.text!.bucketWeights);
    const first = vocabulary.size + nSpecialTokens;
    const rows = composeRows(table, searches, Int32Array.of(first, first + 1), options).values;
    const rowOf = createTokenRow(model);
    expectClose(rowOf(queryToken(vocabulary.size), 'green mugs'), rows.subarray(0, width));
    expectClose(rowOf(queryToken(vocabulary.size), '?'), rows.subarray(width));
  });

  it('gives an item that it never saw the row that a known one had while its own was left out', () => {
    const coldItem = createColdItems(model);
    for (const row of [0, 7, 19]) {
      const leftOut = new Uint8Array(input.composition.nRows);
      leftOut[row] = 1;
      const known = composeRows(table, input.composition, Int32Array.of(row), { ...options, leftOut }).values;
      expectClose(coldItem(describeItem(catalog, row))!.row, known);
    }
  });

  it('gives items and session starts the rows that they had in training', () => {
    const tokens = Int32Array.of(4, vocabulary.sessionStart);
    const rows = composeRows(table, input.composition, tokens, options).values;
    const rowOf = createTokenRow(model);
    expectClose(rowOf(4), rows.subarray(0, width));
    expectClose(rowOf(vocabulary.sessionStart), rows.subarray(width));
  });
});
