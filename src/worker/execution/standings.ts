import { driftWeights, recentPart, weightedSum } from '../../clusters/placing/drift.js';
import type { Model } from '../../encoder/artifact/model.js';
import { readNext } from '../../encoder/input/reading.js';
import { createEncoder } from '../../encoder/kinds/create-encoder.js';
import { type Sequence, sliceSequence } from '../../sequence/sequence.js';

/**
 * Where the shopper stood among the clusters at places of a sequence: each as if nothing came after.
 *
 * @param places of items
 * @returns [embeddingSize] each
 */
export type StandingsAt = (sequence: Sequence, places: readonly number[]) => Float32Array[];

/**
 * Computes the shopper's embedding at a position, with recency decay where the model defines drift. An encoder that reads
 * in both directions is asked for the embedding at the last position alone.
 *
 * @param encode states of a sequence, row-major, [length, embeddingSize]
 */
export function createStandings(
  model: Pick<Model, 'encoder' | 'vocabulary' | 'clusters' | 'itemEmbeddings'>,
  encode: (sequence: Sequence) => Float32Array,
): StandingsAt {
  const { drift } = model.clusters;
  const { sessionStart } = model.vocabulary;
  const size = model.encoder.embeddingSize;
  const encoder = createEncoder(model.encoder);
  const maskRow = model.itemEmbeddings.length / size - 1;
  const rowAt = (states: Float32Array, place: number) => states.slice(place * size, (place + 1) * size);

  const standingAfter = (sequence: Sequence): Float32Array => {
    const part = recentPart(sequence, sessionStart, drift);
    if (encoder.sees !== 'prefix') {
      const asked = readNext(encoder, part, maskRow);
      return rowAt(encode(asked.sequence), asked.place);
    }
    return weightedSum(encode(part), driftWeights(part.tokens, sessionStart, drift?.halfLife ?? 0));
  };
  return (sequence, places) => {
    if (encoder.sees === 'prefix' && !drift && places.length > 0) {
      const states = encode(sequence); // one pass encodes every prefix
      return places.map((place) => rowAt(states, place));
    }
    return places.map((place) => standingAfter(sliceSequence(sequence, 0, place + 1)));
  };
}
