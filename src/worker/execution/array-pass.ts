import type { Model } from '../../encoder/artifact/model.js';
import type { EncoderMemory } from '../../encoder/encoder.js';
import { padSequences } from '../../encoder/input/pad-sequences.js';
import { type Reading, readNext, readStanding } from '../../encoder/input/reading.js';
import { createTokenRow } from '../../encoder/input/token-rows.js';
import { addCompanionLogits } from '../../encoder/item-features/companions.js';
import { createEncoder } from '../../encoder/kinds/create-encoder.js';
import { createArrayOps } from '../../encoder/ops/array-ops.js';
import type { ArrayTensor } from '../../encoder/ops/array-tensor.js';
import type { Sequence } from '../../sequence/sequence.js';
import type { Encoding } from './forward-pass.js';
import { createReader } from './incremental-reader.js';
import { createStandings, type StandingsAt } from './standings.js';

/** A model on plain arrays: it answers from the first moment, and reads only what is new of a shopper it knows. */
export interface ArrayPass {
  encode(sequence: Sequence): Encoding;
  /** Where the shopper stood at places of a sequence. */
  readonly standingsAt: StandingsAt;
  /** The two states alone, for someone else to score the catalogue with. */
  encodeStates(sequence: Sequence): Pick<Encoding, 'embedding' | 'standing'>;
  /** How many tokens `encode` would have to read. */
  unread(sequence: Sequence): number;
  /** Drops what was kept of the shopper. */
  forget(): void;
}

/** Makes a model run on plain arrays; nothing is copied. */
export function createArrayPass(model: Model): ArrayPass {
  const { itemEmbeddings, encoderWeights, vocabulary } = model;
  const encoder = createEncoder(model.encoder);
  const ops = createArrayOps();
  const size = model.encoder.embeddingSize;
  const maskRow = itemEmbeddings.length / size - 1;
  const rowOf = createTokenRow(model);

  const statesOf = (sequence: Sequence, memory?: EncoderMemory<ArrayTensor>) => {
    const input = padSequences(rowOf, size, [sequence], sequence.tokens.length);
    const rows: ArrayTensor = { data: input.rows, shape: [1, input.length, size] };
    return encoder.encode(ops, encoderWeights, { ...input, rows }, memory).data;
  };
  const { forgetOldest } = encoder;
  const reader = createReader(
    {
      config: model.encoder,
      encode: statesOf,
      ...(forgetOldest ? { forgetOldest: (memory, count) => forgetOldest(ops, memory, count) } : {}),
    },
    vocabulary.sessionStart,
  );
  const answer = ({ sequence, place }: Reading) => reader.readAlone(sequence, place);

  const encodeStates = (sequence: Sequence) => {
    if (encoder.sees === 'prefix') return reader.readOn(sequence);
    const next = readNext(encoder, sequence, maskRow);
    const standing = readStanding(encoder, sequence, maskRow, vocabulary.sessionStart);
    const embedding = answer(next);
    const isSame = next.place === standing.place;
    return { embedding, standing: isSame ? embedding : answer(standing) };
  };
  return {
    standingsAt: createStandings(model, statesOf),
    encodeStates,
    encode(sequence) {
      const states = encodeStates(sequence);
      const logits = scoreRows(itemEmbeddings, states.embedding, model.itemBias);
      if (model.companions) addCompanionLogits(logits, sequence.tokens, model.companions);
      return { ...states, logits };
    },
    unread: (sequence) => (encoder.sees === 'prefix' ? reader.unread(sequence) : sequence.tokens.length),
    forget: reader.forget,
  };
}

/** Every item's row times the embedding, plus its bias: [nItems]. Four items at once read each number of the embedding once. */
function scoreRows(table: Float32Array, embedding: Float32Array, bias: Float32Array): Float32Array {
  const size = embedding.length;
  const scores = bias.slice();
  const together = scores.length - (scores.length % 4);
  for (let item = 0; item < together; item += 4) {
    const first = item * size;
    const [second, third, fourth] = [first + size, first + 2 * size, first + 3 * size];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < size; i++) {
      const value = embedding[i];
      a += table[first + i] * value;
      b += table[second + i] * value;
      c += table[third + i] * value;
      d += table[fourth + i] * value;
    }
    scores[item] += a;
    scores[item + 1] += b;
    scores[item + 2] += c;
    scores[item + 3] += d;
  }
  for (let item = together; item < scores.length; item++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += table[item * size + i] * embedding[i];
    scores[item] += sum;
  }
  return scores;
}
