import { add, matMul, slice, type Tensor, tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import { weightedSum } from '../../clusters/placing/drift.js';
import type { Model } from '../../encoder/artifact/model.js';
import { padSequences } from '../../encoder/input/pad-sequences.js';
import { readNext } from '../../encoder/input/reading.js';
import { createTokenRow, type TokenModel } from '../../encoder/input/token-rows.js';
import { createEncoder } from '../../encoder/kinds/create-encoder.js';
import { createTfjsOps } from '../../encoder/ops/tfjs-ops.js';
import type { Sequence } from '../../sequence/sequence.js';
import { gatherRows, matMulWithGradient } from './tfjs-training-ops.js';

/** What embedding sequences needs of a model. */
export type SequenceModel = TokenModel & Pick<Model, 'encoderWeights'>;

/** Tokens that one forward pass holds, padding included. */
const batchTokens = 4096;

/**
 * Embeds whole sequences, batched by length, on the active TensorFlow.js backend.
 *
 * @param sequences none of them empty
 * @param weigh how much the state after each token of a sequence counts, for an encoder that has such states; by default
 *   the last alone
 * @returns what each sequence's encoder answers when asked what comes next, row-major, [n, embeddingSize]
 */
export function embedSequences(
  model: SequenceModel,
  sequences: readonly Sequence[],
  weigh?: (tokens: Int32Array) => Float32Array,
): Float32Array {
  const size = model.encoder.embeddingSize;
  const maskRow = model.itemEmbeddings.length / size - 1;
  const rowOf = createTokenRow(model);
  const embeddings = new Float32Array(sequences.length * size);
  const encoder = createEncoder(model.encoder);
  const readings = sequences.map((sequence) => readNext(encoder, sequence, maskRow));
  const lengthOf = (index: number) => readings[index].sequence.tokens.length;
  const byLength = sequences.map((_, i) => i).sort((a, b) => lengthOf(a) - lengthOf(b));
  const ops = createTfjsOps({ matMul: matMulWithGradient, gather: gatherRows });
  const weights: Record<string, Tensor> = {};
  for (const [name, { data, shape }] of Object.entries(model.encoderWeights)) weights[name] = tensor(data, [...shape]);
  for (let from = 0; from < byLength.length; ) {
    let to = from + 1;
    while (to < byLength.length && (to + 1 - from) * lengthOf(byLength[to]) <= batchTokens) to++;
    const batch = byLength.slice(from, to);
    const length = lengthOf(batch[batch.length - 1]);
    const fed = batch.map((index) => readings[index].sequence);
    const encoded = readTidily(() => {
      const input = padSequences(rowOf, size, fed, length);
      return encoder.encode(ops, weights, { ...input, rows: tensor(input.rows, [batch.length, length, size]) });
    });
    batch.forEach((index, b) => {
      const rows = encoded.subarray(b * length * size, (b * length + lengthOf(index)) * size);
      const { place, sequence } = readings[index];
      const answer =
        weigh && encoder.sees === 'prefix'
          ? weightedSum(rows, weigh(sequence.tokens))
          : rows.subarray(place * size, (place + 1) * size);
      embeddings.set(answer, index * size);
    });
    from = to;
  }
  for (const weight of Object.values(weights)) weight.dispose();
  return embeddings;
}

/**
 * The logit of every item for each embedding: embedding · item + bias.
 *
 * @param embeddings row-major, [n, embeddingSize]
 * @returns row-major, [n, nItems]
 */
export function itemLogits(
  { encoder, itemEmbeddings, itemBias }: Pick<Model, 'encoder' | 'itemEmbeddings' | 'itemBias'>,
  embeddings: Float32Array,
): Float32Array {
  const size = encoder.embeddingSize;
  return readTidily(() => {
    const table = slice(tensor(itemEmbeddings, [itemEmbeddings.length / size, size]), [0, 0], [itemBias.length, size]);
    const rows = tensor(embeddings, [embeddings.length / size, size]);
    return add(matMul(rows, transpose(table)), tensor(itemBias));
  });
}

/** The values of a computation's result, its tensors disposed of. */
function readTidily(compute: () => Tensor): Float32Array {
  const result = tidy(compute);
  const values = result.dataSync() as Float32Array;
  result.dispose();
  return values;
}
