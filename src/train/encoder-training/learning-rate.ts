import type { TrainingOptions } from '../config/training-options.js';

export interface LearningRateOptions extends Pick<TrainingOptions, 'schedule' | 'warmUpEpochs'> {
  readonly peak: number;
  readonly nEpochs: number;
}

/** The rate never falls below this share of its peak. */
const floor = 0.02;

/**
 * The learning rate at a time: a linear warm-up, for the first gradients are no guide, then what the schedule says.
 *
 * @param epoch epochs that are done, with their fraction
 * @see Loshchilov and Hutter 2017 (cosine), arXiv:1608.03983
 * @example learningRateAt(10, { peak: 0.5, nEpochs: 10, schedule: 'cosine', warmUpEpochs: 0.5 }) // 0.01
 */
export function learningRateAt(epoch: number, { peak, nEpochs, schedule, warmUpEpochs }: LearningRateOptions): number {
  // A short training must not end before it is warm.
  const warmUp = Math.min(warmUpEpochs, nEpochs / 4);
  const warm = warmUp === 0 ? 1 : Math.min(1, (epoch + 0.01) / warmUp);
  return peak * warm * shares[schedule](Math.min(1, epoch / nEpochs));
}

/** The share of the peak, by how much of the training is done. */
const shares: Record<TrainingOptions['schedule'], (done: number) => number> = {
  cosine: (done) => floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done)),
  step: (done) => (done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.02),
  constant: () => 1,
};
