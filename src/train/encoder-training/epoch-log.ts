import type { TrainingEpoch } from '../../encoder/artifact/manifest.js';

/** One line of the training log: an epoch with what it took. */
export interface EpochLog extends TrainingEpoch {
  readonly steps: number;
  /** The learning rate of the last step. */
  readonly learningRate: number;
  readonly seconds: number;
}
