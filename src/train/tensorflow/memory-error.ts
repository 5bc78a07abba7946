import { VitrineError } from '../../errors.js';
import type { EncoderOptions } from '../config/encoder-options.js';
import type { TrainingOptions } from '../config/training-options.js';

/** What engines say when WebAssembly's 4 GB are full, or an array cannot be had. */
const messages = [
  /memory access out of bounds/i,
  /out of memory/i,
  /array buffer allocation failed/i,
  /invalid typed array length/i,
];

/**
 * Turns an error for want of memory into one that says which setting to lower; any other comes back as it is.
 */
export function explainMemoryError(
  error: unknown,
  { maxSequenceLength }: Pick<EncoderOptions, 'maxSequenceLength'>,
  { batchTokens, softmax }: Pick<TrainingOptions, 'batchTokens' | 'softmax'>,
): unknown {
  if (!(error instanceof Error) || !messages.some((message) => message.test(error.message))) return error;
  const hints = [
    `lower training.batchTokens (now ${batchTokens})`,
    ...(softmax === 'full' ? ['set training.softmax to "sampled"'] : []),
    `lower encoder.maxSequenceLength (now ${maxSequenceLength})`,
  ];
  return new VitrineError('OUT_OF_MEMORY', `a training step does not fit into memory: ${hints.join(', or ')}`, {
    cause: error,
  });
}
