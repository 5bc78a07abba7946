import { add, slice, type Tensor, tensor, tidy, transpose, valueAndGrads } from '@tensorflow/tfjs-core';
import type { Encoder } from '../encoder/encoder.js';
import type { Random } from '../random.js';
import type { Batch } from './batches.js';
import type { Parameters } from './parameters.js';
import { rankingLoss } from './ranking-loss.js';
import { createTrainingOps, gatherRows, matMulWithGradient } from './tfjs-training-ops.js';

export interface Gradients {
  readonly loss: number;
  readonly gradients: Readonly<Record<string, Float32Array>>;
}

/**
 * The loss of one batch and its gradient by every parameter.
 *
 * @param random draws the dropout masks
 */
export function computeGradients(
  encoder: Encoder,
  parameters: Readonly<Parameters>,
  batch: Batch,
  random: Random,
): Gradients {
  const names = Object.keys(parameters);
  const gradients: Record<string, Float32Array> = {};
  let loss = Number.NaN;
  // Nothing leaves the tidy by return: it would search the arrays, element by element, for tensors to keep.
  tidy(() => {
    const ops = createTrainingOps(random);
    const { embeddingSize, dropout } = encoder.config;
    const [nItems] = parameters['items/bias'].shape;
    const forward = (...values: Tensor[]): Tensor => {
      const weights = Object.fromEntries(names.map((name, i) => [name, values[i]]));
      const table = weights['items/embeddings'];
      const { tokens, times, lengths, batchSize, length } = batch;
      const rows = gatherRows(table, tokens, [batchSize, length]);
      const encoded = encoder.encode(ops, weights, { rows, tokens, times, lengths, batchSize, length });
      const { positions } = batch.rows;
      const flat = ops.reshape(encoded, [batchSize * length, embeddingSize]);
      const predicted = ops.dropout(gatherRows(flat, positions, [positions.length]), dropout);
      const items = transpose(slice(table, [0, 0], [nItems, embeddingSize]));
      const logits = add(matMulWithGradient(predicted, items), weights['items/bias']);
      return rankingLoss(logits, weights.features, batch.rows);
    };
    const inputs = names.map((name) => tensor(parameters[name].data, [...parameters[name].shape]));
    const { value, grads } = valueAndGrads(forward as (...args: Tensor[]) => Tensor)(inputs);
    loss = value.dataSync()[0];
    names.forEach((name, i) => {
      gradients[name] = grads[i].dataSync() as Float32Array;
    });
  });
  return { loss, gradients };
}
