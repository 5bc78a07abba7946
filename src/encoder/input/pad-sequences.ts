import type { Sequence } from '../../sequence/sequence.js';
import type { EncoderInput } from '../encoder.js';
import type { TokenRow } from './token-rows.js';

/**
 * Lays sequences out as a batch, with the embedding rows of their tokens.
 *
 * The rows are looked up here, on the CPU's side: in the half floats that some GPUs compute in, row numbers over 2,048
 * are not exact.
 *
 * @param rowOf each token's row, [size]
 * @param length of the batch, at least that of the longest sequence; padding has rows of zeros and stands at the time
 *   of the last token
 * @returns rows are row-major, [sequences.length, length, size]
 */
export function padSequences(
  rowOf: TokenRow,
  size: number,
  sequences: readonly Sequence[],
  length: number,
): EncoderInput<Float32Array> {
  const batchSize = sequences.length;
  const rows = new Float32Array(batchSize * length * size);
  const tokens = new Int32Array(batchSize * length);
  const times = new Float64Array(batchSize * length);
  const types = new Uint8Array(batchSize * length);
  sequences.forEach((sequence, b) => {
    const start = b * length;
    tokens.set(sequence.tokens, start);
    times.set(sequence.times, start);
    types.set(sequence.types, start);
    const end = sequence.tokens.length;
    times.fill(sequence.times[end - 1], start + end, start + length);
    for (let t = 0; t < end; t++) {
      rows.set(rowOf(sequence.tokens[t], sequence.queries.get(t)), (start + t) * size);
    }
  });
  const lengths = Int32Array.from(sequences, (sequence) => sequence.tokens.length);
  return { rows, tokens, times, types, lengths, batchSize, length };
}
