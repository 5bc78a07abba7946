import type { Model } from '../../../encoder/artifact/model.js';
import { companionFeatures } from '../../../encoder/item-features/companions.js';
import { repeatFeatures } from '../../../encoder/item-features/repeats.js';
import { createEncoder } from '../../../encoder/kinds/create-encoder.js';
import type { Random } from '../../../random.js';
import { maskToken, nSpecialTokens } from '../../../sequence/sequence.js';
import { trainingOptions } from '../../config/training-options.js';
import { countItems, type EpochInput } from '../../encoder-training/epoch-input.js';
import { createEpochWindows } from '../../encoder-training/epoch-windows.js';
import type { Parameters } from '../../gradients/parameters.js';
import { computeGradients, type Gradients } from '../../gradients/training-step.js';
import { type Batch, createBatches } from '../../samples/batches.js';
import { createSampler } from '../../samples/create-sampler.js';
import { createScratch } from '../../tensorflow/scratch.js';
import { ownRows } from '../../token-embeddings/composition.js';
import type { ShopperState } from '../spaces/shopper-state.js';

export interface GuardOptions {
  /** In place of those of the model, as they are whenever a step is asked for. */
  readonly encoderWeights: Model['encoderWeights'];
  /** Steps of each shopper that it is asked about at most, the last ones. */
  readonly maxTokens: number;
  readonly random: Random;
}

/** Fewer items to tell apart than in training: the encoder knows how, and is only to be kept from forgetting it. */
export const guardOptions = trainingOptions.parse({
  softmax: 'sampled',
  uniformNegatives: 256,
  popularNegatives: 128,
  predictionsPerWindow: 16,
  companionFolds: 1,
  idDropout: 0,
  titleSearches: 0,
});

/**
 * Keeps a finished model's encoder able to predict the next item while something else is asked of it.
 *
 * @param states whose steps it is asked about
 * @returns computes the ranking loss of one batch after another, over and over, with its gradients, those by the
 *   encoder's weights among them; 0 and none where nobody has two steps
 */
export function createRankingGuard(
  model: Model,
  states: readonly ShopperState[],
  { encoderWeights, maxTokens, random }: GuardOptions,
): () => Gradients {
  const input = prepareInput(model, states, maxTokens);
  const parameters = gatherParameters(model, encoderWeights, input.composition.nRows);
  const { encoder, sessionStart, foldCompanions: companions, weightAt } = input;
  const reading = { sees: encoder.sees, sessionStart, maskToken: maskToken(sessionStart), companions, weightAt };
  let context = { ...input, scratch: createScratch() };
  function* pass(): Generator<Batch> {
    const { windows, composition } = createEpochWindows(input, random);
    context = { ...context, composition };
    yield* createBatches(windows, { ...guardOptions, ...reading }, random);
  }
  let batches = pass();
  return () => {
    let next = batches.next();
    if (next.done) {
      batches = pass();
      next = batches.next();
    }
    return next.done ? { loss: 0, gradients: {} } : computeGradients(context, parameters, next.value, random);
  };
}

function prepareInput(model: Model, states: readonly ShopperState[], maxTokens: number): EpochInput {
  const { vocabulary, text, hasTimes = true } = model;
  const companions = model.companions ?? { perItem: 0, items: new Int32Array(), strengths: new Float32Array() };
  const { size: nItems, sessionStart } = vocabulary;
  const shoppers = states
    .map(({ steps, queries }, i) => ({
      id: String(i),
      steps: steps.slice(-maxTokens),
      ...(text && queries ? { queries } : {}),
    }))
    .filter(({ steps }) => steps.length > 1);
  const seen = { shoppers, sessionStart, weightAt: () => 1 };
  const nTokens = nItems + nSpecialTokens;
  return {
    ...seen,
    hasTimes,
    companions,
    nUnsharedPairs: 0,
    foldCompanions: [companions],
    encoder: createEncoder(model.encoder),
    // The rows of items are made already; those of searches still are of the buckets behind them.
    composition: { ...ownRows(nTokens), nRows: nTokens + (text?.nBuckets ?? 0) },
    ...(text ? { text: { bucketWeights: new Float32Array(text.nBuckets).fill(1), titleWords: [] } } : {}),
    sampler: createSampler(countItems(seen), guardOptions),
    options: guardOptions,
  };
}

function gatherParameters(model: Model, encoderWeights: Model['encoderWeights'], nRows: number): Parameters {
  const { itemEmbeddings, itemBias, repeats, companions, text } = model;
  const size = model.encoder.embeddingSize;
  const rows = new Float32Array(nRows * size);
  rows.set(itemEmbeddings);
  // What the buckets weigh is part of their rows.
  if (text) rows.set(text.rows, itemEmbeddings.length);
  const features = (names: readonly string[], weights: Float32Array = new Float32Array(names.length)) => ({
    shape: [names.length],
    data: weights,
  });
  return {
    ...encoderWeights,
    'items/embeddings': { shape: [nRows, size], data: rows },
    'items/bias': { shape: [itemBias.length], data: itemBias },
    repeats: features(repeatFeatures, repeats?.weights),
    companions: features(companionFeatures, companions?.weights),
  };
}
