import type { Step } from '../../sequence/step.js';
import type { Shopper } from './dataset.js';

/**
 * A shopper's steps to items in and outside the vocabulary as one row: by session, then by time.
 *
 * @returns an item outside the vocabulary is -1
 */
export function stepsInOrder({ steps, unknownSteps = [] }: Pick<Shopper, 'steps' | 'unknownSteps'>): readonly Step[] {
  if (unknownSteps.length === 0) return steps;
  return [...steps, ...unknownSteps].sort((a, b) => a.session - b.session || a.time - b.time);
}
