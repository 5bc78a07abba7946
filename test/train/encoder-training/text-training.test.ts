import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { createColdItems, scoreColdItem } from '../../../src/encoder/cold-items/cold-items.js';
import { toModelInput } from '../../../src/encoder/input/model-input.js';
import { trainEncoder } from '../../../src/train/encoder-training/train-encoder.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { runModel } from '../../../src/train/tensorflow/model-scorer.js';
import { createArrayPass } from '../../../src/worker/execution/array-pass.js';
import { quickOptions } from '../logs/pattern-log.js';
import { colours, nouns, textLog } from '../logs/text-log.js';

const dataset = textLog();
const training = { ...quickOptions.training, refitEpochs: 0, titleSearches: 0.3, idDropout: 0.2 };
const withText = { ...quickOptions, training, encoder: { ...quickOptions.encoder, textBuckets: 512 } };
const lookedAt = (item: number) => ({ shopperId: 'new', steps: [{ item, time: 0, session: 0 }], targets: [] });
const searchedFor = (query: string) => ({
  shopperId: 'new',
  steps: [],
  queries: [{ query, time: 0, session: 0 }],
  targets: [],
});
const nounOf = (item: number) => nouns[Math.floor(item / colours.length)];

describe.each([
  ['dot', 'dot', 0],
  ['cosine', 'cosine', 0],
  ['dot, smoothed over the graph', 'dot', 1],
] as const)('a model that reads text: scores by %s', (_, scores, graphLayers) => {
  let model: Model;
  beforeAll(async () => {
    await loadTensorflow();
    const encoder = { ...withText.encoder, scores, temperature: 0.2 };
    ({ model } = await trainEncoder(dataset, { ...withText, encoder, training: { ...training, graphLayers } }));
  });

  it('ranks an item that nobody has met by the words that it shares with what was met', () => {
    const coldItem = createColdItems(model);
    const pass = createArrayPass(model);
    nouns.forEach((noun, n) => {
      const { embedding } = pass.encode(toModelInput(model, lookedAt(n * colours.length)).sequence);
      const score = (title: string) => scoreColdItem(embedding, coldItem({ title })!);
      const others = nouns.filter((other) => other !== noun).map((other) => score(`golden ${other}`));
      expect(score(`golden ${noun}`), noun).toBeGreaterThan(Math.max(...others));
    });
  });

  it('answers a search although nobody has searched in its log', () => {
    for (const noun of nouns) {
      const [{ logits }] = [...runModel(model, [searchedFor(noun)])];
      const best = logits.indexOf(Math.max(...logits));
      expect(nounOf(best), noun).toBe(noun);
    }
  });

  it('scores a sequence with a search alike in evaluation and in the worker', () => {
    const pass = createArrayPass(model);
    const cases = [searchedFor('red bags'), { ...lookedAt(3), ...{ queries: searchedFor('lamp').queries } }];
    [...runModel(model, cases)].forEach(({ logits, standing }, i) => {
      const { sequence } = toModelInput(model, cases[i]!);
      expect(sequence.queries.size).toBe(1);
      const encoding = pass.encode(sequence);
      logits.forEach((logit, item) => {
        expect(encoding.logits[item]).toBeCloseTo(logit, 3);
      });
      expect(standing).toHaveLength(quickOptions.encoder.embeddingSize);
    });
  });

  it('has rows of unit length where scores are cosines', () => {
    const size = model.encoder.embeddingSize;
    const lengths = Array.from({ length: dataset.vocabulary.size }, (_, row) =>
      Math.hypot(...model.itemEmbeddings.subarray(row * size, (row + 1) * size)),
    );
    if (scores === 'cosine') for (const length of lengths) expect(length).toBeCloseTo(1, 3);
    else expect(Math.max(...lengths) - Math.min(...lengths)).toBeGreaterThan(0.01);
  });
});

describe('training with text', () => {
  const twoEpochs = { ...withText, training: { ...training, epochs: 2 } };

  it('gives the same model for the same seed', async () => {
    const [one, other] = [await trainEncoder(dataset, twoEpochs), await trainEncoder(dataset, twoEpochs)];
    expect(other.model.text).toEqual(one.model.text);
    expect(other.model.itemEmbeddings).toEqual(one.model.itemEmbeddings);
  });

  it('learns from searches where shoppers searched', async () => {
    const silent = { ...training, titleSearches: 0 };
    const shoppers = dataset.shoppers.map((shopper) => ({
      ...shopper,
      queries: shopper.steps
        .filter((step, i, steps) => step.session !== steps[i - 1]?.session)
        .map(({ item, time, session }) => ({ query: `zz ${'abcde'[nouns.indexOf(nounOf(item)!)]}`, time, session })),
    }));
    const { model } = await trainEncoder({ ...dataset, shoppers }, { ...withText, training: silent });
    const best = [...'abcde'].map((letter) => {
      const [{ logits }] = [...runModel(model, [searchedFor(`ZZ ${letter}`)])];
      return nounOf(logits.indexOf(Math.max(...logits)));
    });
    expect(best).toEqual([...nouns]);
  });

  it('reads no text where nothing has words', async () => {
    const { itemIds } = dataset.catalog;
    const { model } = await trainEncoder({ ...dataset, catalog: { itemIds } }, twoEpochs);
    expect(model.text).toBeUndefined();
    expect(model.hasQueries).toBeUndefined();
    expect(model.encoder.textBuckets).toBe(0);
  });

  it('changes nothing about a model that reads none', async () => {
    const plain = { ...quickOptions, training: { ...quickOptions.training, epochs: 1, refitEpochs: 0 } };
    const other = { ...plain, training: { ...plain.training, idDropout: 0.5, titleSearches: 0.7 } };
    const [one, two] = [await trainEncoder(dataset, plain), await trainEncoder(dataset, other)];
    expect(two.model.itemEmbeddings).toEqual(one.model.itemEmbeddings);
  });
});
