import { nTimeBuckets, timeBucket } from '../../sequence/distance.js';
import type { Encoder, EncoderInput, EncoderMemory, EncoderShape, ParameterSpec } from '../encoder.js';

/**
 * Tells an encoder of any kind more than which items were met, where its configuration asks for it: a learned row by
 * the time since the token before (`timeGaps`) and by how the item was met (`eventTypes`), added to the tokens' rows.
 *
 * The rows start as zeros, so that what is not learned has no effect.
 */
export function addInputFeatures<Config extends EncoderShape>(encoder: Encoder<Config>): Encoder<Config> {
  const { embeddingSize, timeGaps = false, eventTypes = 0 } = encoder.config;
  if (!timeGaps && eventTypes === 0) return encoder;
  const rowsOf = (name: string, n: number): ParameterSpec => ({ name, shape: [n, embeddingSize], init: 'zeros' });
  const { forgetOldest, ...rest } = encoder;
  return {
    ...rest,
    // The first token of a sequence has no token before it: a memory that begins later would read it otherwise.
    ...(timeGaps || !forgetOldest ? {} : { forgetOldest }),
    parameters: [
      ...encoder.parameters,
      ...(timeGaps ? [rowsOf('timeGaps/rows', nTimeBuckets + 1)] : []),
      ...(eventTypes > 0 ? [rowsOf('eventTypes/rows', eventTypes)] : []),
    ],
    encode(ops, weights, input, memory) {
      const shape = [input.batchSize, input.length];
      let { rows } = input;
      if (timeGaps) rows = ops.add(rows, ops.gather(weights['timeGaps/rows'], gapBuckets(input, memory), shape));
      if (eventTypes > 0 && input.types) {
        // A type that the model cannot tell apart is read as a view.
        const types = Int32Array.from(input.types, (type) => (type < eventTypes ? type : 0));
        rows = ops.add(rows, ops.gather(weights['eventTypes/rows'], types, shape));
      }
      return encoder.encode(ops, weights, { ...input, rows }, memory);
    },
  };
}

/** The bucket of the time since each token's predecessor; `nTimeBuckets` where there is none. */
function gapBuckets<T>({ times, length }: EncoderInput<T>, memory?: EncoderMemory<T>): Int32Array {
  return Int32Array.from(times, (time, place) => {
    const before = place % length > 0 ? times[place - 1] : memory?.times.at(-1);
    return before === undefined ? nTimeBuckets : timeBucket(time - before);
  });
}
