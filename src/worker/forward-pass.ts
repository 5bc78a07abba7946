import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Model } from '../encoder/artifact.js';
import { addCompanionLogits } from '../encoder/companions.js';
import { createEncoder } from '../encoder/encoder.js';
import { createTfjsOps } from '../encoder/tfjs-ops.js';
import { lastItemPlace, type Sequence } from '../sequence/sequence.js';

/** What the model makes of a sequence. */
export interface Encoding {
  /** The state after the last token, which the logits are made of: [embeddingSize]. */
  readonly embedding: Float32Array;
  /** The state after the last item: where the shopper stands among the clusters, [embeddingSize]. */
  readonly standing: Float32Array;
  /** The score of every item as the next one, [vocabulary.size]. */
  readonly logits: Float32Array;
}

/** A model's tensors on the active TensorFlow.js backend. */
export interface ForwardPass {
  /**
   * Encodes one sequence and scores the whole catalogue.
   *
   * Every sequence is padded to `maxSequenceLength`, so that a GPU compiles its shaders once.
   *
   * @param sequence 1 to `maxSequenceLength` tokens
   */
  encode(sequence: Sequence): Promise<Encoding>;
  /** Frees the tensors. */
  dispose(): void;
}

/**
 * Puts a model's weights onto the active backend.
 *
 * The rows of a sequence's items are looked up on the CPU side: in the half floats that some GPUs compute in, row
 * numbers over 2,048 are not exact.
 */
export function createForwardPass(model: Model): ForwardPass {
  const { embeddingSize: size, maxSequenceLength: length } = model.encoder;
  const nItems = model.vocabulary.size;
  const encoder = createEncoder(model.encoder);
  const ops = createTfjsOps();
  const weights: Record<string, Tensor> = {};
  for (const [name, { data, shape }] of Object.entries(model.encoderWeights)) weights[name] = tensor(data, [...shape]);
  const items = tensor(transposeRows(model.itemEmbeddings, nItems, size), [size, nItems]);
  const bias = tensor(model.itemBias);

  return {
    async encode(sequence) {
      const { tokens } = sequence;
      const chosen = new Float32Array(2 * length);
      chosen[tokens.length - 1] = 1;
      chosen[length + lastItemPlace(tokens, nItems)] = 1;
      const [states, logits] = tidy(() => {
        const input = {
          rows: ops.constant(gatherRows(model.itemEmbeddings, tokens, length, size), [1, length, size]),
          tokens: padTokens(tokens, length),
          times: padTimes(sequence.times, length),
          lengths: Int32Array.of(tokens.length),
          batchSize: 1,
          length,
        };
        const all = ops.reshape(encoder.encode(ops, weights, input), [length, size]);
        // A product with one-hot rows picks states without a shader of its own.
        const picked = ops.matMul(ops.constant(chosen, [2, length]), all);
        return [picked, ops.linear(picked, items, bias)] as const;
      });
      try {
        const [stateValues, logitValues] = await Promise.all([states.data(), logits.data()]);
        const scores = Float32Array.from(logitValues.subarray(0, nItems));
        if (model.companions) addCompanionLogits(scores, tokens, model.companions);
        const at = (row: number) => Float32Array.from(stateValues.subarray(row * size, (row + 1) * size));
        return { embedding: at(0), standing: at(1), logits: scores };
      } finally {
        states.dispose();
        logits.dispose();
      }
    },
    dispose() {
      for (const weight of [...Object.values(weights), items, bias]) weight.dispose();
    },
  };
}

/** The first n rows as columns: [size, n]. */
function transposeRows(rows: Float32Array, n: number, size: number): Float32Array {
  const columns = new Float32Array(size * n);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < size; i++) columns[i * n + row] = rows[row * size + i];
  }
  return columns;
}

/** Embedding rows of the tokens, then zeros: [length, size]. */
function gatherRows(table: Float32Array, tokens: Int32Array, length: number, size: number): Float32Array {
  const rows = new Float32Array(length * size);
  tokens.forEach((token, i) => {
    rows.set(table.subarray(token * size, (token + 1) * size), i * size);
  });
  return rows;
}

function padTokens(tokens: Int32Array, length: number): Int32Array {
  const padded = new Int32Array(length);
  padded.set(tokens);
  return padded;
}

/** Padding stands at the time of the last token; causal encoders never look at it. */
function padTimes(times: Float64Array, length: number): Float64Array {
  const padded = new Float64Array(length).fill(times[times.length - 1]);
  padded.set(times);
  return padded;
}
