import { add, matMul, slice, type Tensor, tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import type { Model } from '../encoder/artifact.js';
import { createEncoder } from '../encoder/encoder.js';
import { createTfjsOps } from '../encoder/tfjs-ops.js';
import type { Sequence } from '../sequence/sequence.js';
import { gatherRows, matMulWithGradient } from './tfjs-training-ops.js';

/** What embedding sequences needs of a model. */
export type SequenceModel = Pick<Model, 'encoder' | 'itemEmbeddings' | 'encoderWeights'>;

/** Tokens that one forward pass holds, padding included. */
const batchTokens = 4096;

/**
 * Embeds whole sequences, batched by length, on the active TensorFlow.js backend.
 *
 * @param sequences none of them empty
 * @returns each sequence's embedding at its last token, row-major, [n, embeddingSize]
 */
export function embedSequences(model: SequenceModel, sequences: readonly Sequence[]): Float32Array {
  const size = model.encoder.embeddingSize;
  const embeddings = new Float32Array(sequences.length * size);
  const byLength = sequences.map((_, i) => i).sort((a, b) => sequences[a].tokens.length - sequences[b].tokens.length);
  const encoder = createEncoder(model.encoder);
  const ops = createTfjsOps({ matMul: matMulWithGradient, gather: gatherRows });
  const weights: Record<string, Tensor> = {};
  for (const [name, { data, shape }] of Object.entries(model.encoderWeights)) weights[name] = tensor(data, [...shape]);
  for (let from = 0; from < byLength.length; ) {
    let to = from + 1;
    while (to < byLength.length && (to + 1 - from) * sequences[byLength[to]].tokens.length <= batchTokens) to++;
    const batch = byLength.slice(from, to);
    const length = sequences[batch[batch.length - 1]].tokens.length;
    const rows = new Float32Array(batch.length * length * size);
    const tokens = new Int32Array(batch.length * length);
    const times = new Float64Array(batch.length * length);
    batch.forEach((index, b) => {
      const { tokens: own, times: at } = sequences[index];
      tokens.set(own, b * length);
      own.forEach((token, t) => {
        rows.set(model.itemEmbeddings.subarray(token * size, (token + 1) * size), (b * length + t) * size);
      });
      times.set(at, b * length);
      times.fill(at[at.length - 1], b * length + at.length, (b + 1) * length);
    });
    const encoded = readTidily(() => {
      const lengths = Int32Array.from(batch, (index) => sequences[index].tokens.length);
      const shape = { batchSize: batch.length, length, lengths };
      return encoder.encode(ops, weights, {
        rows: tensor(rows, [batch.length, length, size]),
        tokens,
        times,
        ...shape,
      });
    });
    batch.forEach((index, b) => {
      const last = (b * length + sequences[index].tokens.length - 1) * size;
      embeddings.set(encoded.subarray(last, last + size), index * size);
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
