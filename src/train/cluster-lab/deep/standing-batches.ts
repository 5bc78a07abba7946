import type { Model } from '../../../encoder/artifact/model.js';
import type { Encoder, EncoderInput } from '../../../encoder/encoder.js';
import { padSequences } from '../../../encoder/input/pad-sequences.js';
import { readNext } from '../../../encoder/input/reading.js';
import { createTokenRow } from '../../../encoder/input/token-rows.js';
import type { Random } from '../../../random.js';
import type { Sequence } from '../../../sequence/sequence.js';

/** Some shoppers' sequences, to be encoded up to where each of them stands. */
export interface StandingBatch {
  readonly input: EncoderInput<Float32Array>;
  /** Which of the shoppers these are, [nShoppers]. */
  readonly shoppers: Int32Array;
  /** Where each one's embedding is among the rows of the result, [nShoppers]. */
  readonly places: Int32Array;
}

/** Tokens of a batch, padding included. */
const batchTokens = 2048;

/** Batches of sequences of like length, those of one length and the batches themselves in a random order. */
export function* standingBatches(
  model: Model,
  encoder: Encoder,
  sequences: readonly Sequence[],
  random: Random,
): Generator<StandingBatch> {
  const size = model.encoder.embeddingSize;
  const rowOf = createTokenRow(model);
  const maskRow = model.itemEmbeddings.length / size - 1;
  const readings = sequences.map((sequence) => readNext(encoder, sequence, maskRow));
  const lengthOf = (shopper: number) => readings[shopper].sequence.tokens.length;
  const byLength = random
    .shuffle(Int32Array.from({ length: sequences.length }, (_, i) => i))
    .sort((a, b) => lengthOf(a) - lengthOf(b));
  const cuts: Int32Array[] = [];
  for (let from = 0, to = 0; from < byLength.length; from = to) {
    while (to < byLength.length && (to === from || (to + 1 - from) * lengthOf(byLength[to]) <= batchTokens)) to++;
    cuts.push(byLength.subarray(from, to));
  }
  for (const shoppers of random.shuffle(cuts)) {
    const length = lengthOf(shoppers[shoppers.length - 1]);
    const read = Array.from(shoppers, (shopper) => readings[shopper]);
    yield {
      input: padSequences(
        rowOf,
        size,
        read.map(({ sequence }) => sequence),
        length,
      ),
      shoppers,
      places: Int32Array.from(read, ({ place }, b) => b * length + place),
    };
  }
}
