import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Model } from '../../encoder/artifact/model.js';
import { padSequences } from '../../encoder/input/pad-sequences.js';
import { type Reading, readNext, readStanding } from '../../encoder/input/reading.js';
import { createTokenRow } from '../../encoder/input/token-rows.js';
import { addCompanionLogits } from '../../encoder/item-features/companions.js';
import { createEncoder } from '../../encoder/kinds/create-encoder.js';
import { createTfjsOps } from '../../encoder/ops/tfjs-ops.js';
import type { Sequence } from '../../sequence/sequence.js';

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
   * Every sequence is padded to one length, so that a GPU compiles its shaders once.
   *
   * @param sequence 1 to `maxSequenceLength` tokens
   */
  encode(sequence: Sequence): Promise<Encoding>;
  /** Scores the whole catalogue by an embedding that was made elsewhere: [vocabulary.size]. */
  score(embedding: Float32Array, tokens: Int32Array): Promise<Float32Array>;
  /** Does what `encode` does, but nobody waits for the result: a GPU compiles everything that it will need. */
  rehearse(sequence: Sequence): void;
  /** Frees the tensors. */
  dispose(): void;
}

/** Puts a model's weights onto the active backend. */
export function createForwardPass(model: Model): ForwardPass {
  const { itemEmbeddings, vocabulary } = model;
  const encoder = createEncoder(model.encoder);
  const size = model.encoder.embeddingSize;
  const nItems = vocabulary.size;
  const maskRow = itemEmbeddings.length / size - 1;
  const rowOf = createTokenRow(model);
  // A mask comes on top of the longest sequence.
  const length = model.encoder.maxSequenceLength + (encoder.sees === 'masked' ? 1 : 0);
  const ops = createTfjsOps();
  const weights: Record<string, Tensor> = {};
  for (const [name, { data, shape }] of Object.entries(model.encoderWeights)) weights[name] = tensor(data, [...shape]);
  const items = tensor(transposeRows(itemEmbeddings, nItems, size), [size, nItems]);
  const bias = tensor(model.itemBias);

  /** States at places of one pass over a sequence, each in its row of [2, size]; the other rows are zeros. */
  const statesAt = (sequence: Sequence, places: readonly (number | undefined)[]): Tensor => {
    const input = padSequences(rowOf, size, [sequence], length);
    const rows = ops.constant(input.rows, [1, length, size]);
    const all = ops.reshape(encoder.encode(ops, weights, { ...input, rows }), [length, size]);
    const chosen = new Float32Array(places.length * length);
    places.forEach((place, row) => {
      if (place !== undefined) chosen[row * length + place] = 1;
    });
    // A product with one-hot rows picks states without a shader of its own.
    return ops.matMul(ops.constant(chosen, [places.length, length]), all);
  };
  const bothStates = (next: Reading, standing: Reading): Tensor => {
    if (next.sequence.tokens.length === standing.sequence.tokens.length) {
      return statesAt(next.sequence, [next.place, standing.place]);
    }
    return ops.add(
      statesAt(next.sequence, [next.place, undefined]),
      statesAt(standing.sequence, [undefined, standing.place]),
    );
  };
  const compute = (sequence: Sequence): [states: Tensor, logits: Tensor] =>
    tidy(() => {
      const standing = readStanding(encoder, sequence, maskRow, vocabulary.sessionStart);
      const states = bothStates(readNext(encoder, sequence, maskRow), standing);
      return [states, ops.linear(states, items, bias)];
    });
  const finish = (logits: ArrayLike<number>, tokens: Int32Array): Float32Array => {
    const scores = new Float32Array(nItems);
    for (let item = 0; item < nItems; item++) scores[item] = logits[item];
    if (model.companions) addCompanionLogits(scores, tokens, model.companions);
    return scores;
  };

  return {
    async encode(sequence) {
      const [states, logits] = compute(sequence);
      try {
        const [stateValues, logitValues] = await Promise.all([states.data(), logits.data()]);
        const at = (row: number) => Float32Array.from(stateValues.subarray(row * size, (row + 1) * size));
        return { embedding: at(0), standing: at(1), logits: finish(logitValues as Float32Array, sequence.tokens) };
      } finally {
        states.dispose();
        logits.dispose();
      }
    },
    async score(embedding, tokens) {
      // Two rows as in `encode`: another shape would be another shader.
      const rows = new Float32Array(2 * size);
      rows.set(embedding);
      const logits = tidy(() => ops.linear(ops.constant(rows, [2, size]), items, bias));
      try {
        return finish((await logits.data()) as Float32Array, tokens);
      } finally {
        logits.dispose();
      }
    },
    rehearse(sequence) {
      for (const result of compute(sequence)) result.dispose();
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
