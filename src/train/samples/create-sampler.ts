import type { TrainingOptions } from '../config/training-options.js';
import { allCandidates, type CandidateSampler, sampledCandidates } from './candidates.js';

/** Up to this many items the whole vocabulary is affordable in every step. */
const maxFullSoftmaxItems = 5000;

/**
 * Draws candidates as the options say: all items, or a sample of them.
 *
 * @param counts how often each item was met, [nItems]
 */
export function createSampler(counts: ArrayLike<number>, options: TrainingOptions): CandidateSampler {
  const { softmax } = options;
  const isFull = softmax === 'full' || (softmax === 'auto' && counts.length <= maxFullSoftmaxItems);
  return isFull ? allCandidates(counts.length) : sampledCandidates(counts, options);
}
