import { type Tensor, tensor, tidy, valueAndGrads } from '@tensorflow/tfjs-core';
import type { Encoder } from '../../encoder/encoder.js';
import { companionFeatures } from '../../encoder/item-features/companions.js';
import type { Random } from '../../random.js';
import { nSpecialTokens, queryToken } from '../../sequence/sequence.js';
import type { TrainingOptions } from '../config/training-options.js';
import type { BatchPart } from '../samples/batches.js';
import type { CandidateSampler, Candidates } from '../samples/candidates.js';
import { limitEntries } from '../samples/limit-entries.js';
import type { PredictedRows } from '../samples/predicted-rows.js';
import type { Scratch } from '../tensorflow/scratch.js';
import { viewTensor } from '../tensorflow/tensor-view.js';
import { createTrainingOps, gatherRows } from '../tensorflow/tfjs-training-ops.js';
import type { Composition } from '../token-embeddings/composition.js';
import { composeRows } from '../token-embeddings/item-rows.js';
import { leaveIdsOut } from '../token-embeddings/leave-ids-out.js';
import type { Gradient } from './adam.js';
import { gatherLocalRows } from './local-rows.js';
import type { Parameters } from './parameters.js';
import { rankingLoss } from './ranking-loss.js';

/** What a step needs beside its batch and the parameters. */
export interface StepContext {
  readonly encoder: Encoder;
  readonly composition: Composition;
  readonly sampler: CandidateSampler;
  readonly options: Pick<TrainingOptions, 'idDropout'>;
  readonly scratch: Scratch;
}

export interface Gradients {
  readonly loss: number;
  readonly gradients: Readonly<Record<string, Gradient>>;
}

/**
 * The loss of one batch and its gradient by every parameter that took part, until the next step is computed.
 *
 * @param random draws the candidates, the items that are known by their text alone, and the dropout masks
 */
export function computeGradients(
  { encoder, composition, sampler, options, scratch }: StepContext,
  parameters: Readonly<Parameters>,
  batch: BatchPart,
  random: Random,
): Gradients {
  const { embeddingSize: width, dropout, textBuckets = 0 } = encoder.config;
  const nItems = parameters['items/bias'].shape[0];
  const nTokens = composition.starts.length - 1;
  const candidates = sampler(batch.rows.targets, random);
  const predicted = limitRows(batch.rows, candidates, nItems);
  const local = gatherLocalRows(batch.tokens, predicted, candidates, { nItems, nTokens });
  const composed = composeRows(parameters['items/embeddings'].data, composition, local.tokens, {
    width,
    isNormalized: encoder.config.scores === 'cosine',
    leftOut:
      textBuckets > 0
        ? leaveIdsOut(composition, local.tokens.subarray(0, local.nItems), options.idDropout, random)
        : undefined,
    scratch,
  });
  const bias = new Float32Array(local.tokens.length);
  for (let place = 0; place < local.nItems; place++) bias[place] = parameters['items/bias'].data[local.tokens[place]];
  const weightNames = encoder.parameters.map(({ name }) => name);
  const dense = ['repeats', 'companions', ...weightNames];
  // An encoder knows all searches as one token, as where the model runs; their rows tell them apart.
  const tokens = batch.tokens.map((token) => (token < nItems + nSpecialTokens ? token : queryToken(nItems)));
  const gradients: Record<string, Gradient> = {};
  let loss = Number.NaN;
  // Nothing leaves the tidy by return: it would search the arrays, element by element, for tensors to keep.
  tidy(() => {
    const ops = createTrainingOps(random);
    const forward = (
      rows: Tensor,
      biases: Tensor,
      repeats: Tensor,
      companions: Tensor,
      ...values: Tensor[]
    ): Tensor => {
      const weights = Object.fromEntries(weightNames.map((name, i) => [name, values[i]]));
      const { batchSize, length } = batch;
      const places = batch.tokens.map((token) => local.placeOf[token]);
      const input = { ...batch, tokens, rows: gatherRows(rows, places, [batchSize, length]) };
      const encoded = encoder.encode(ops, weights, input);
      const flat = ops.reshape(encoded, [batchSize * length, width]);
      const { positions } = predicted;
      const hidden = ops.dropout(gatherRows(flat, positions, [positions.length]), dropout);
      return rankingLoss({ hidden, rows, bias: biases, repeats, companions }, predicted, local, scratch);
    };
    const inputs = [
      tensor(composed.values, [local.tokens.length, width]),
      tensor(bias),
      ...dense.map((name) => tensor(parameters[name].data, [...parameters[name].shape])),
    ];
    const { value, grads } = valueAndGrads(forward as (...args: Tensor[]) => Tensor)(inputs);
    loss = value.dataSync()[0];
    const [byRows, byBias, ...byDense] = grads;
    gradients['items/embeddings'] = composed.backward(viewTensor(byRows));
    const items = local.tokens.subarray(0, local.nItems);
    gradients['items/bias'] = { rows: items, data: viewTensor(byBias).slice(0, local.nItems) };
    dense.forEach((name, i) => {
      gradients[name] = { data: viewTensor(byDense[i]).slice() };
    });
  });
  return { loss, gradients };
}

/** Companions of a row that are scored beside the shared candidates. */
const maxOwnCompanions = 48;

function limitRows(rows: PredictedRows, candidates: Candidates, nItems: number): PredictedRows {
  if (candidates.items.length === nItems) return rows;
  const isShared = new Uint8Array(nItems);
  for (const item of candidates.items) isShared[item] = 1;
  const { repeats, companions } = rows.features;
  const feature = companionFeatures.indexOf('recent');
  return {
    ...rows,
    features: { repeats, companions: limitEntries(companions, { isShared, maxOwn: maxOwnCompanions, feature }) },
  };
}
